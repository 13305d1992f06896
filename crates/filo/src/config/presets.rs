//! Presets: mappings of known exports that come with Filo, as data under `data/presets`.
//!
//! A source that names one gets its format, columns and values; the source's own keys win. Columns of
//! a preset need not all be in a file, and `one|other` is the first that the file has: programs
//! export what their administrator chose, and name it by their language.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::check::Written;
use super::file::{self, Columns, Meaning, Scalar};
use crate::problem::Result;
use crate::texts::Language;

/// A preset as it stands in the program.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// The name by which a source asks for it.
    pub name: &'static str,
    /// Its text, to print or to copy from.
    pub text: &'static str,
}

/// How sure the names of a preset's columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// Compared with the vendor's documentation or with published code that reads the export.
    Docs,
    /// From memory of such exports, or a layout of our own.
    Memory,
}

impl Checked {
    /// The name in presets and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Memory => "memory",
        }
    }
}

/// What is told about a preset.
#[derive(Debug, Clone)]
pub struct About {
    what: BTreeMap<String, String>,
    /// How sure its names are.
    pub checked: Checked,
    /// Where they come from.
    pub names_from: String,
}

impl About {
    /// What it reads, in a language.
    #[must_use]
    pub fn what(&self, language: Language) -> &str {
        self.what.get(language.code()).map_or("", String::as_str)
    }
}

/// A preset as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    what: BTreeMap<String, String>,
    checked: Checked,
    names_from: String,
    system: Option<String>,
    kind: Spanned<String>,
    format: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
    separator: Option<Spanned<String>>,
    decimal: Option<Spanned<String>>,
    dates: Option<Spanned<String>>,
    zone: Option<Spanned<String>>,
    header_row: Option<u32>,
    channel: Option<Spanned<String>>,
    direction: Option<Spanned<String>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, Columns>,
    #[serde(default)]
    values: BTreeMap<Spanned<String>, BTreeMap<String, Spanned<Meaning>>>,
    #[serde(default)]
    constants: BTreeMap<Spanned<String>, Scalar>,
    #[serde(default)]
    ignore: Vec<String>,
}

/// The presets by their names, which are those of their files.
macro_rules! presets {
    ($($name:literal,)+) => {
        /// Every preset, in the order in which they are listed.
        pub const ALL: &[Preset] = &[$(Preset {
            name: $name,
            text: include_str!(concat!("../../../../data/presets/", $name, ".toml")),
        },)+];
    };
}

presets! {
    "zendesk-tickets",
}

impl Preset {
    fn layout(self) -> Layout {
        toml::from_str(self.text).expect("a test reads every preset")
    }

    /// The preset of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().find(|preset| preset.name == name).copied()
    }

    /// What is told about it.
    #[must_use]
    pub fn about(self) -> About {
        let layout = self.layout();
        About { what: layout.what, checked: layout.checked, names_from: layout.names_from }
    }
}

/// Gives a source what its preset says and it does not.
pub(super) fn apply(written: &Written<'_>, section: &mut file::Source) -> Result<()> {
    let Some(name) = &section.preset else { return Ok(()) };
    let Some(preset) = Preset::named(name.get_ref()) else {
        let names: Vec<&str> = ALL.iter().map(|preset| preset.name).collect();
        return Err(written.not_one_of("preset", name, &names));
    };
    let layout = preset.layout();
    let begins = section.name.span().start;
    section.kind.get_or_insert_with(|| at(begins, layout.kind));
    for (own, given) in [
        (&mut section.format, layout.format),
        (&mut section.encoding, layout.encoding),
        (&mut section.separator, layout.separator),
        (&mut section.decimal, layout.decimal),
        (&mut section.dates, layout.dates),
        (&mut section.zone, layout.zone),
        (&mut section.channel, layout.channel),
        (&mut section.direction, layout.direction),
    ] {
        if let (None, Some(given)) = (&own, given) {
            *own = Some(at(begins, given));
        }
    }
    section.header_row = section.header_row.or(layout.header_row);
    section.system = section.system.take().or(layout.system);
    for (field, columns) in layout.columns {
        if section.columns.contains_key(&field) {
            continue;
        }
        let names = match &columns {
            Columns::One(column) => std::slice::from_ref(column),
            Columns::Many(columns) => columns,
        };
        section.alternatives.extend(names.iter().cloned());
        // Without a time every row would be set apart: better to say so at once.
        if field.get_ref() != "at" {
            section.optional.extend(names.iter().cloned());
        }
        section.columns.insert(at(begins, field), columns);
    }
    for (field, meanings) in layout.values {
        let own = section.values.entry(at(begins, field)).or_default();
        for (value, meaning) in meanings {
            let folded = value.to_lowercase();
            if !own.keys().any(|known| known.to_lowercase() == folded) {
                own.insert(value, at(begins, meaning));
            }
        }
    }
    for (field, value) in layout.constants {
        section.constants.entry(at(begins, field)).or_insert(value);
    }
    section.ignore.extend(layout.ignore);
    Ok(())
}

/// A value of a preset, placed where the source begins: a problem with it is told there.
fn at<T>(begins: usize, value: Spanned<T>) -> Spanned<T> {
    Spanned::new(begins..begins, value.into_inner())
}
