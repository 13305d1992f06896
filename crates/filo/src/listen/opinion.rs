//! A second opinion on conversations: asks about masked passages, keeps what is verbatim, tells the rest.
//!
//! Layout: `mask` takes the names out, `shown` puts an opinion beside what the model found, `endpoint` is
//! who is asked (with the feature `opinion`). Whatever fails is said in one line and the run goes on
//! without; what keeps failing is no longer asked.

#[cfg(feature = "opinion")]
mod endpoint;
mod mask;
mod shown;
#[cfg(test)]
mod tests;

use filo_listen::conversation::Conversation;
use filo_listen::listen::Heard;
use filo_listen::opinion::{Doubt, Guide, Opinion, Question, Reason, Stand, Unusable, doubts};

use self::mask::Masking;
use crate::config::Config;
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::{Texts, word_key};

pub use self::shown::{write_json, write_lines};

/// So many failures in a row, and nothing more is asked in this run.
const FAILURES_MAX: u32 = 3;
/// So often one question is asked again where the endpoint is busy.
const AGAIN_MAX: u32 = 2;
/// The longest wait that an endpoint may ask for, in seconds, and where it names none.
const WAIT_MAX: u64 = 60;
const WAIT_USUAL: u64 = 2;
/// The longest time that a run waits for a busy endpoint altogether, in seconds.
const WAITED_MAX: u64 = 300;

/// What the kinds mean: the label guide.
const GUIDE: &str = include_str!("../../../../data/listen/LABELS.md");

/// Why an endpoint gave no answer. It holds nothing of what was asked or said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It cannot be reached.
    Unreachable,
    /// Its certificate, or the encrypted connection, cannot be trusted.
    Insecure,
    /// It took too long.
    TimedOut,
    /// It answered with this status.
    Status(u16),
    /// It is busy and asks to wait, perhaps for so many seconds.
    Busy(Option<u64>),
    /// Its answer is too long, or no text.
    Unreadable,
}

impl Failure {
    /// The word by which texts know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Insecure => "insecure",
            Self::TimedOut => "timed_out",
            Self::Status(_) => "status",
            Self::Busy(_) => "busy",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether asking about another message cannot help: the key or the address is refused.
    fn is_final(self) -> bool {
        matches!(self, Self::Status(300..=399 | 401 | 403 | 404))
    }
}

/// Who is asked.
pub trait Endpoint {
    /// Sends a request's body and gives the answer's.
    ///
    /// # Errors
    /// Why there is no answer.
    fn ask(&mut self, body: &str) -> std::result::Result<String, Failure>;

    /// Waits so many seconds, as a busy endpoint asked.
    fn wait(&mut self, seconds: u64);
}

/// What was asked and said in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Messages that were asked about, whatever came of it.
    pub asked: u64,
    /// Messages whose answer could be used.
    pub answered: u64,
    /// Messages of which the model was unsure and that were not asked about.
    pub left_out: u64,
    /// Signals of the model that the opinion shares.
    pub agrees: u64,
    /// Signals of the model that it does not find.
    pub disagrees: u64,
    /// Signals that it alone finds.
    pub added: u64,
    /// What was not believed, in the order of [`Reason::ALL`].
    pub dropped: [u64; Reason::ALL.len()],
    /// Seconds waited for a busy endpoint.
    pub waited: u64,
}

/// An opinion on one message.
#[derive(Debug, Clone)]
pub struct Given {
    /// The message's place in its conversation.
    pub message: usize,
    /// What was asked.
    pub question: Question,
    /// What was said.
    pub opinion: Opinion,
}

/// Asks for second opinions, within the limits of the configuration.
pub struct SecondOpinion {
    endpoint: Box<dyn Endpoint>,
    settings: crate::config::Opinion,
    guide: Guide,
    masking: Masking,
    tally: Tally,
    failures: u32,
    has_stopped: bool,
}

impl std::fmt::Debug for SecondOpinion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondOpinion").field("tally", &self.tally).finish_non_exhaustive()
    }
}

/// Why one question stays without an opinion.
enum Fault {
    Failure(Failure),
    Unusable(Unusable),
}

impl SecondOpinion {
    /// Whoever the configuration names.
    ///
    /// # Errors
    /// Where this build cannot ask, the configuration names nobody, or the key is missing.
    #[cfg(feature = "opinion")]
    pub fn of(config: &Config) -> Result<Self> {
        let settings = config.opinion.as_ref().ok_or_else(|| Problem::new("opinion-unset"))?;
        let endpoint = endpoint::Http::new(settings)?;
        Self::with(Box::new(endpoint), settings.clone(), config)
    }

    /// As with the feature `opinion`, without which nobody can be asked.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "opinion"))]
    pub fn of(_: &Config) -> Result<Self> {
        Err(Problem::new("opinion-absent"))
    }

    /// Whether this build can ask.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn is_built() -> Result<()> {
        if cfg!(feature = "opinion") { Ok(()) } else { Err(Problem::new("opinion-absent")) }
    }

    /// Asks an endpoint.
    ///
    /// # Errors
    /// Where the label guide that comes with the program is broken.
    pub fn with(
        endpoint: Box<dyn Endpoint>,
        settings: crate::config::Opinion,
        config: &Config,
    ) -> Result<Self> {
        let guide =
            Guide::parse(GUIDE).map_err(|error| Problem::new("listen-phrases").caused_by(error))?;
        Ok(Self {
            endpoint,
            settings,
            guide,
            masking: Masking::new(config),
            tally: Tally::default(),
            failures: 0,
            has_stopped: false,
        })
    }

    /// What was asked and said so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The opinions on the messages of a conversation of which the model is unsure; `number` is that of the conversation
    /// in its file, for what is told on standard error.
    pub fn about(
        &mut self,
        number: u64,
        conversation: &Conversation,
        heard: &Heard,
        texts: &Texts,
    ) -> Vec<Given> {
        let doubts = doubts(&conversation.messages, heard);
        let count = doubts.len();
        let room = self.settings.messages_max.saturating_sub(self.tally.asked);
        let room = if self.has_stopped { 0 } else { usize::try_from(room).unwrap_or(usize::MAX) };
        let questions = self.questions(conversation, doubts, room);
        let (mut asked, mut given) = (0, Vec::new());
        for (message, question) in questions {
            if self.has_stopped {
                break;
            }
            asked += 1;
            self.tally.asked += 1;
            match self.opinion(&question, &conversation.messages[message].text) {
                Ok(opinion) => {
                    self.failures = 0;
                    self.count(&opinion, message, heard, &question);
                    given.push(Given { message, question, opinion });
                }
                Err(fault) => self.tell(&fault, number, message + 1, texts),
            }
        }
        self.tally.left_out += (count - asked) as u64;
        given
    }

    /// The first questions that a conversation's doubts come to. What cannot be masked is not asked about.
    fn questions(
        &self,
        conversation: &Conversation,
        doubts: Vec<Doubt>,
        most: usize,
    ) -> Vec<(usize, Question)> {
        if doubts.is_empty() || most == 0 {
            return Vec::new();
        }
        let masker = self.masking.of(conversation);
        let question = |doubt: Doubt| {
            let side = conversation.messages.get(doubt.message)?.side;
            let masked = masker.mask(doubt.message)?;
            Some((doubt.message, Question::new(side, masked, &doubt.stretches)))
        };
        doubts.into_iter().filter_map(question).take(most).collect()
    }

    /// Asks, and asks again where the endpoint is busy and the wait is bearable.
    fn opinion(&mut self, question: &Question, text: &str) -> std::result::Result<Opinion, Fault> {
        let request =
            question.request(&self.guide, &self.settings.model, self.settings.temperature);
        let body = request.to_string();
        let mut again = 0;
        let answer = loop {
            match self.endpoint.ask(&body) {
                Ok(answer) => break answer,
                Err(Failure::Busy(seconds)) if again < AGAIN_MAX && self.may_wait(seconds) => {
                    again += 1;
                    let seconds = seconds.unwrap_or(WAIT_USUAL);
                    self.tally.waited += seconds;
                    self.endpoint.wait(seconds);
                }
                Err(failure) => return Err(Fault::Failure(failure)),
            }
        };
        question.judge(&answer, text).map_err(Fault::Unusable)
    }

    fn may_wait(&self, seconds: Option<u64>) -> bool {
        let seconds = seconds.unwrap_or(WAIT_USUAL);
        seconds <= WAIT_MAX && self.tally.waited.saturating_add(seconds) <= WAITED_MAX
    }

    fn count(&mut self, opinion: &Opinion, message: usize, heard: &Heard, question: &Question) {
        let signals = shown::of_message(heard, message);
        self.tally.answered += 1;
        for signal in &signals {
            match opinion.stand(question, signal) {
                Some(Stand::Agrees) => self.tally.agrees += 1,
                Some(Stand::Disagrees) => self.tally.disagrees += 1,
                None => {}
            }
        }
        self.tally.added += opinion.added(&signals).count() as u64;
        for dropped in &opinion.dropped {
            self.tally.dropped[dropped.reason as usize] += 1;
        }
    }

    /// Says why a message stays without an opinion, and when nothing more is asked.
    fn tell(&mut self, fault: &Fault, number: u64, message: usize, texts: &Texts) {
        self.failures += 1;
        let (name, status) = match fault {
            Fault::Failure(failure @ Failure::Status(status)) => {
                (failure.name(), status.to_string())
            }
            Fault::Failure(failure) => (failure.name(), String::new()),
            Fault::Unusable(unusable) => (unusable.name(), String::new()),
        };
        let (number, message) = (number.to_string(), message.to_string());
        let why = texts.say(&word_key("opinion-fault", name), &[("status", &status)]);
        let args = [("conversation", number.as_str()), ("message", &message), ("why", &why)];
        output::say(&texts.say("opinion-none", &args));
        let is_final = match fault {
            Fault::Failure(Failure::Busy(seconds)) => !self.may_wait(*seconds),
            Fault::Failure(failure) => failure.is_final(),
            Fault::Unusable(_) => false,
        };
        if is_final || self.failures >= FAILURES_MAX {
            self.has_stopped = true;
            output::say(&texts.say("opinion-stopped", &[]));
        }
    }

    /// What was asked and said, for the end of a run.
    #[must_use]
    pub fn summary(&self, texts: &Texts) -> String {
        let tally = &self.tally;
        let counts = [
            ("asked", tally.asked),
            ("answered", tally.answered),
            ("agrees", tally.agrees),
            ("disagrees", tally.disagrees),
            ("added", tally.added),
        ]
        .map(|(name, count)| (name, texts.count(count)));
        let args: Vec<(&str, &str)> =
            counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
        let mut out = texts.say("opinion-told", &args);
        let dropped = tally.dropped.iter().zip(Reason::ALL).filter(|(count, _)| **count > 0);
        let dropped: Vec<String> = dropped
            .map(|(count, reason)| {
                format!("{} {}", texts.count(*count), texts.word("opinion-drop", reason.name()))
            })
            .collect();
        if !dropped.is_empty() {
            out.push('\n');
            out.push_str(&texts.say("opinion-dropped", &[("list", &dropped.join(", "))]));
        }
        if tally.left_out > 0 {
            out.push('\n');
            let count = texts.count(tally.left_out);
            out.push_str(&texts.say("opinion-left-out", &[("count", &count)]));
        }
        out
    }
}
