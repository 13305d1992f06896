//! Who is asked for a second opinion: an endpoint for chat completions, by HTTP.

use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;

use super::{Endpoint, Failure};
use crate::config::{Opinion, Secret};
use crate::problem::Result;

/// The longest answer that is read, in bytes.
const ANSWER_MAX: u64 = 1 << 20;

/// An endpoint behind an address.
pub(super) struct Http {
    agent: Agent,
    url: String,
    key: Option<Secret>,
}

impl Http {
    /// The endpoint of a configuration. Nothing follows a redirection, so that passages and key
    /// go where the configuration says and nowhere else; and what is meant for this machine takes
    /// no proxy.
    ///
    /// # Errors
    /// Where the key is missing.
    pub(super) fn new(settings: &Opinion) -> Result<Self> {
        let key = settings.key_env.as_deref().map(Secret::read).transpose()?;
        let mut agent = Agent::config_builder()
            .https_only(!settings.is_here)
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent("filo")
            .timeout_global(Some(Duration::from_secs(settings.timeout_seconds)));
        if settings.is_here {
            agent = agent.proxy(None);
        }
        Ok(Self { agent: agent.build().new_agent(), url: settings.url.clone(), key })
    }
}

impl Endpoint for Http {
    fn ask(&mut self, body: &str) -> std::result::Result<String, Failure> {
        let mut request = self.agent.post(&self.url).content_type("application/json");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {}", key.reveal()));
        }
        let mut response = request.send(body).map_err(|error| failure(&error))?;
        match response.status().as_u16() {
            200 => {}
            status @ (429 | 503) => {
                let seconds = retry_after(&response);
                let is_busy = status == 429 || seconds.is_some();
                return Err(if is_busy { Failure::Busy(seconds) } else { Failure::Status(status) });
            }
            status => return Err(Failure::Status(status)),
        }
        let answer = response.body_mut().with_config().limit(ANSWER_MAX).read_to_string();
        answer.map_err(|error| failure(&error))
    }

    fn wait(&mut self, seconds: u64) {
        std::thread::sleep(Duration::from_secs(seconds));
    }
}

/// How many seconds an endpoint asks to wait. A date is not read: the usual wait does.
fn retry_after<T>(response: &Response<T>) -> Option<u64> {
    response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()
}

/// The causes themselves are not told: they may hold the address, or parts of an answer.
fn failure(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::Timeout(_) => Failure::TimedOut,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::RequireHttpsOnly(_) => {
            Failure::Insecure
        }
        ureq::Error::BodyExceedsLimit(_) => Failure::Unreadable,
        ureq::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::InvalidData => Failure::Unreadable,
            std::io::ErrorKind::TimedOut => Failure::TimedOut,
            _ => Failure::Unreachable,
        },
        _ => Failure::Unreachable,
    }
}
