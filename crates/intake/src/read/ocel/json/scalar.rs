//! A value of JSON that is no list and no object.

use std::fmt;

use filo_model::event_log::Value;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::read::ocel::gather::Raw;

/// A value that is no list and no object, or else unusable.
pub(super) struct Scalar(pub(super) Raw);

impl Scalar {
    /// As a text; empty where it is none.
    pub(super) fn text(self) -> String {
        match self.0 {
            Raw::Given(Value::String(text)) => text,
            Raw::Given(value) => value.text(),
            Raw::Absent | Raw::Unusable => String::new(),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor).map(Scalar)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Absent)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Given(Value::String(text.to_owned())))
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Raw, E> {
        Ok(Raw::Given(Value::Boolean(boolean)))
    }

    fn visit_i64<E>(self, integer: i64) -> Result<Raw, E> {
        Ok(Raw::Given(Value::Integer(integer)))
    }

    fn visit_u64<E>(self, integer: u64) -> Result<Raw, E> {
        // Too large for a whole number here: the digits are kept.
        let value = i64::try_from(integer)
            .map_or_else(|_| Value::String(integer.to_string()), Value::Integer);
        Ok(Raw::Given(value))
    }

    fn visit_f64<E>(self, float: f64) -> Result<Raw, E> {
        Ok(Raw::Given(Value::Float(float)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Raw::Unusable)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Raw::Unusable)
    }
}
