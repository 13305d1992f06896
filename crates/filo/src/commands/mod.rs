//! What the program does, one module a command.

mod corrections;
mod culture;
mod demo;
mod doctor;
mod finding_lines;
mod findings;
mod findings_review;
mod golden;
mod golden_lines;
mod guard;
mod journey;
mod link;
mod listen;
mod listen_learn;
mod listen_phrases;
mod measure_lines;
mod measures;
mod person;
mod presets;
mod relations;
mod report;
mod retention;
mod sample;
mod search;
mod set_apart;
mod thread;
mod thread_lines;
mod weave;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use filo_model::digest::Digest;
use filo_store::Store;
use filo_store::thread::{CustomerId, Found};
use tracing::Level;

use crate::cli::{Action, Common, Lang};
use crate::config::{Config, Environment};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::{Language, Texts};

/// How many customers are offered when several fit.
const CHOICES: usize = 20;

/// What every command needs: options, environment, language.
#[derive(Debug)]
pub struct Session {
    common: Common,
    environment: Environment,
    language: Cell<Language>,
}

impl Session {
    /// A session for the options of a command line.
    #[must_use]
    pub fn new(common: Common, environment: Environment) -> Self {
        let asked = common.lang.map(|lang| match lang {
            Lang::It => Language::Italian,
            Lang::En => Language::English,
        });
        let language = asked.or(environment.language).unwrap_or_default();
        let session = Self { common, environment, language: Cell::new(language) };
        session.start_log();
        session
    }

    /// The log goes to standard error, quiet unless asked for.
    fn start_log(&self) {
        let level = match self.common.verbose {
            0 => Level::WARN,
            1 => Level::INFO,
            _ => Level::DEBUG,
        };
        let log = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_writer(std::io::stderr)
            .with_ansi(!self.environment.plain)
            .finish();
        // A second session in one process, as in tests, keeps the first log.
        drop(tracing::subscriber::set_global_default(log));
    }

    /// The texts of the language spoken now.
    #[must_use]
    pub fn texts(&self) -> Texts {
        Texts::new(self.language.get())
    }

    fn config_path(&self) -> PathBuf {
        let given = self.common.config.clone().or_else(|| self.environment.config.clone());
        given.unwrap_or_else(|| PathBuf::from("filo.toml"))
    }

    /// Whether somebody said which configuration to use.
    fn is_config_named(&self) -> bool {
        self.common.config.is_some() || self.environment.config.is_some()
    }

    /// The configuration; from now on its language is spoken unless another was asked for.
    fn config(&self) -> Result<Config> {
        self.config_at(&self.config_path())
    }

    /// As [`Session::config`], of a file that was not asked for by name.
    fn config_at(&self, path: &Path) -> Result<Config> {
        let config = Config::read(path)?;
        if self.common.lang.is_none() {
            self.language.set(config.language);
        }
        Ok(config)
    }

    /// The store that exists.
    fn store(config: &Config) -> Result<Store> {
        Ok(Store::open(&config.store)?)
    }

    /// The store that exists, for reading it from beginning to end.
    fn store_lean(config: &Config) -> Result<Store> {
        Ok(Store::open_lean(&config.store)?)
    }

    /// Says on standard error when an interrupted weave left records that are not linked yet.
    fn tell_if_behind(&self, store: &Store) -> Result<()> {
        let newest = store.decision_list()?.last().map_or(0, |decision| decision.number);
        let stand = store.membership_stand()?;
        if (stand.sequence, stand.decision) != (store.sequence()?, newest) {
            output::say(&self.texts().say("customers-behind", &[]));
        }
        Ok(())
    }

    /// The author of a decision.
    fn author(&self, config: &Config) -> String {
        self.environment.operator.clone().unwrap_or_else(|| config.operator.clone())
    }
}

/// Runs a command and returns the exit code: 0 done, 1 found what was asked to fail on.
///
/// # Errors
/// What could not be done, for exit code 2 or 1 as it says itself.
pub fn run(action: Action, session: &Session) -> Result<u8> {
    match action {
        Action::Demo(args) => demo::run(&args, session),
        Action::Weave => weave::run(session),
        Action::Report(args) => report::run(&args, session),
        Action::Findings(args) => findings::run(&args.action, session),
        Action::Measures(args) => measures::run(&args, session),
        Action::Culture(args) => culture::run(&args.action, session),
        Action::Ask(args) => guard::ask::run(&args, session),
        Action::Screen(args) => guard::screen::run(&args, session),
        Action::Replay(args) => guard::replay::run(&args, session),
        Action::Rules(args) => guard::rules::run(&args.action, session),
        Action::Journey(args) => journey::run(&args, session),
        Action::Listen(args) => listen::run(&args, session),
        Action::Verdict(args) => guard::verdict::run(&args.action, session),
        Action::Thread(args) => thread::run(&args, session),
        Action::Golden(args) => golden::run(&args, session),
        Action::Corrections(args) => corrections::run(&args, session),
        Action::Search(args) => search::run(&args, session),
        Action::Relations(args) => relations::run(&args, session),
        Action::Link(args) => link::run(&args.action, session),
        Action::Person(args) => person::run(&args.action, session),
        Action::SetApart(args) => set_apart::run(&args, session),
        Action::Retention(args) => retention::run(&args, session),
        Action::Doctor => doctor::run(session),
        Action::Sample(args) => sample::run(&args, session),
        Action::Presets(args) => presets::run(&args, session),
        Action::Example => output::data(EXAMPLE.trim_end()).map(|()| 0),
    }
}

/// A configuration to start from, with every section and its meaning.
pub const EXAMPLE: &str = include_str!("../../../../data/example/filo.toml");

/// The one customer that fits, also by the id of one of its records; asks back when several do.
fn one_customer(store: &Store, who: &str, texts: &Texts) -> Result<CustomerId> {
    let record = who.trim().parse::<Digest>().ok();
    if let Some(customer) = record.map(|id| store.customer_of_record(id)).transpose()?.flatten() {
        return Ok(customer);
    }
    let mut found = store.customer_find(who, CHOICES)?;
    match found.len() {
        0 => Err(Problem::new("nobody-found").as_answer()),
        1 => Ok(found.remove(0).customer),
        _ => {
            output::say(&texts.say("several-fit", &[("count", &found.len().to_string())]));
            found.sort_by(|a, b| (&a.name, a.customer).cmp(&(&b.name, b.customer)));
            found.iter().for_each(|one| output::say(&choice(one)));
            Err(Problem::new("choose-one").as_answer())
        }
    }
}

/// A customer to choose among several.
fn choice(found: &Found) -> String {
    let name = found.name.as_deref().unwrap_or("-");
    let place = found.place.as_deref().map(|place| format!(" · {place}")).unwrap_or_default();
    format!("  {}  {name}{place} · {}", found.customer, found.systems.join(", "))
}
