//! The section `[listen.opinion]`: whom to ask for a second opinion on conversations, and within what limits.

use std::fmt;
use std::net::IpAddr;

use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::check::Written as File;
use crate::problem::{Problem, Result};

/// The time for one answer, in seconds, where a company says nothing; the most it may say.
const TIMEOUT: u64 = 30;
const TIMEOUT_MAX: u64 = 600;
/// The messages of a run that are asked about, where a company says nothing.
const MESSAGES_MAX: u64 = 200;

/// `[listen.opinion]` as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    url: Spanned<String>,
    model: String,
    key_env: Option<String>,
    #[serde(default, deserialize_with = "temperature")]
    temperature: Option<f64>,
    #[serde(default, deserialize_with = "seconds")]
    timeout_seconds: Option<u64>,
    messages_max: Option<u64>,
}

fn temperature<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let temperature = f64::deserialize(deserializer)?;
    if (0.0..=2.0).contains(&temperature) {
        return Ok(Some(temperature));
    }
    Err(serde::de::Error::custom("`temperature` is a number from 0 to 2"))
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let seconds = u64::deserialize(deserializer)?;
    if (1..=TIMEOUT_MAX).contains(&seconds) {
        return Ok(Some(seconds));
    }
    Err(serde::de::Error::custom("`timeout_seconds` is a whole number from 1 to 600"))
}

/// Whom to ask for a second opinion, and within what limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// The address of chat completions: https, unless it is this machine's.
    pub url: String,
    /// Whether it is this machine.
    pub is_here: bool,
    /// The model's name there.
    pub model: String,
    /// The environment variable that holds the key; some endpoints need none.
    pub key_env: Option<String>,
    /// The temperature to send along; none is sent where absent, as some models refuse it.
    pub temperature: Option<f64>,
    /// The longest wait for one answer, in seconds.
    pub timeout_seconds: u64,
    /// The most messages of a run that are asked about.
    pub messages_max: u64,
}

impl Written {
    /// What is meant.
    ///
    /// # Errors
    /// Where the address is none that masked texts may be sent to.
    pub(super) fn meant(&self, file: &File<'_>) -> Result<Opinion> {
        let url = self.url.get_ref().trim_end_matches('/');
        // The address itself is not shown: somebody may have written a password into it.
        let place =
            place(url).ok_or_else(|| file.wrong("config-opinion-url", self.url.span().start))?;
        Ok(Opinion {
            url: format!("{url}/chat/completions"),
            is_here: place == Place::Here,
            model: self.model.clone(),
            key_env: self.key_env.clone(),
            temperature: self.temperature,
            timeout_seconds: self.timeout_seconds.unwrap_or(TIMEOUT),
            messages_max: self.messages_max.unwrap_or(MESSAGES_MAX),
        })
    }
}

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To this machine, and nowhere else.
    Here,
    /// Through a network.
    Away,
}

/// Where an address leads, if it is one to send to. Only plain addresses are taken, so that
/// no two readers can understand one differently: no user, no password, no query.
fn place(url: &str) -> Option<Place> {
    let (scheme, rest) = url.split_once("://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "-._~/".contains(one);
    if !path.chars().all(is_plain) {
        return None;
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.find(':').map_or((authority, ""), |at| authority.split_at(at)),
    };
    let is_port =
        port.strip_prefix(':').map_or(port.is_empty(), |port| port.parse::<u16>().is_ok());
    let is_name = |host: &str| {
        !host.is_empty()
            && host.chars().all(|one| one.is_ascii_alphanumeric() || "-.".contains(one))
    };
    let address: Option<IpAddr> = host.parse().ok();
    let is_host =
        address.map_or_else(|| is_name(host), |one| one.is_ipv6() == authority.starts_with('['));
    if !is_port || !is_host {
        return None;
    }
    let is_here = address.map_or(host.eq_ignore_ascii_case("localhost"), |one| one.is_loopback());
    match (scheme, is_here) {
        ("http" | "https", true) => Some(Place::Here),
        ("https", false) => Some(Place::Away),
        _ => None,
    }
}

/// A secret of the environment. It is shown nowhere, not in what is printed to find faults either.
#[derive(Clone)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// The secret that a variable of the environment holds.
    ///
    /// # Errors
    /// Where there is none, or one that no header of a request can hold.
    #[expect(clippy::disallowed_methods, reason = "the configuration reads the environment")]
    pub fn read(variable: &str) -> Result<Self> {
        let value = std::env::var(variable).unwrap_or_default();
        let value = value.trim();
        if value.is_empty() || !value.chars().all(|one| one.is_ascii_graphic()) {
            return Err(Problem::new("opinion-key").with("variable", variable));
        }
        Ok(Self(value.to_owned()))
    }

    /// The secret itself, for whom it is meant.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    #[test]
    fn masked_texts_go_through_a_network_only_by_https() {
        for url in
            ["http://127.0.0.1:8080/v1", "http://localhost", "https://[::1]:1/v1", "http://[::1]"]
        {
            assert_eq!(place(url), Some(Place::Here), "{url}");
        }
        for url in
            ["https://api.example.com/v1", "https://10.0.0.7:8443", "https://localhost.example.com"]
        {
            assert_eq!(place(url), Some(Place::Away), "{url}");
        }
        let refused = [
            "http://api.example.com/v1",
            "http://localhost.example.com/v1",
            "http://10.0.0.7/v1",
            "http://127.0.0.1@example.com/v1",
            "http://localhost:80@example.com",
            "http://localhost\\@example.com",
            "https://user:word@example.com/v1",
            "https://example.com/v1?key=1",
            "https://example.com/v1#a",
            "https://example.com:port/v1",
            "https://::1/v1",
            "https:///v1",
            "ftp://127.0.0.1",
            "example.com",
            "",
        ];
        for url in refused {
            assert_eq!(place(url), None, "{url}");
        }
    }
}
