//! What can be typed: types only. The help people read is put in from the texts of their language.

pub mod culture;
mod guard;
pub mod journey;
mod link;
pub mod listen;
pub mod measures;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use filo_model::choice::Field;
use jiff::civil::Date;

use crate::findings::FindingKind;
use crate::findings::review::{IdPrefix, State};
use crate::texts::Texts;

pub use guard::{
    Ask, Outcome, Replay, Rules, RulesAction, RulesFiles, RulesShow, Screen, Verdict,
    VerdictAction, VerdictDone, VerdictList, VerdictShow,
};
pub use link::{Decide, Explain, History, Learn, Link, LinkAction, LinkRun, Review, Said, Undo};

/// The command line of Filo.
#[derive(Debug, Parser)]
#[command(name = "filo", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Action,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    #[arg(long, short, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_enum, value_name = "it|en", hide_possible_values = true)]
    pub lang: Option<Lang>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Lang {
    /// Italian.
    It,
    /// English.
    En,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Action {
    Demo(Demo),
    Weave,
    Report(Report),
    Findings(Findings),
    Measures(measures::Measures),
    Culture(culture::Culture),
    Ask(Ask),
    Screen(Screen),
    Replay(Replay),
    Rules(Rules),
    Verdict(Verdict),
    Listen(listen::Listen),
    Journey(Box<journey::Journey>),
    Thread(Thread),
    Golden(Golden),
    Corrections(Corrections),
    Search(Search),
    Relations(Relations),
    Link(Link),
    Person(Person),
    SetApart(SetApart),
    Retention(DryRun),
    Doctor,
    Sample(Sample),
    Example,
    Presets(Presets),
}

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "DIR", default_value = "filo-demo")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct Report {
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub with_names: bool,
}

#[derive(Debug, Args)]
pub struct Findings {
    #[command(subcommand)]
    pub action: FindingsAction,
}

#[derive(Debug, Subcommand)]
pub enum FindingsAction {
    List(FindingsList),
    Confirm(Judge),
    Reject(Judge),
    Review(FindingsReview),
    Undo(Undo),
    History(FindingsHistory),
}

#[derive(Debug, Args)]
pub struct FindingsList {
    #[arg(long, value_name = "KIND", value_parser = finding_kinds(), hide_possible_values = true)]
    pub kind: Option<FindingKind>,
    #[arg(long, value_name = "STATE", value_parser = finding_states(), hide_possible_values = true)]
    pub state: Option<State>,
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    #[arg(
        long,
        value_enum,
        value_name = "ORDER",
        visible_alias = "by",
        default_value = "harm",
        hide_possible_values = true
    )]
    pub order: Order,
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    #[arg(long, value_name = "POINTS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=50))]
    pub within: u32,
    #[arg(long)]
    pub with_names: bool,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
pub struct FindingsReview {
    #[arg(long, value_name = "KIND", value_parser = finding_kinds(), hide_possible_values = true)]
    pub kind: FindingKind,
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub limit: usize,
    #[arg(long)]
    pub with_names: bool,
    #[arg(long)]
    pub all: bool,
}

/// In which order findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The gravest first.
    Harm,
    /// As a sample is drawn.
    Audit,
    /// Those that lost the customer the most working hours first.
    Hours,
    /// The oldest first.
    Time,
}

#[derive(Debug, Args)]
pub struct Judge {
    #[arg(value_name = "FINDING")]
    pub finding: IdPrefix,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct FindingsHistory {
    #[arg(value_name = "FINDING")]
    pub finding: Option<IdPrefix>,
}

/// The kinds of finding by their names.
fn finding_kinds() -> impl TypedValueParser<Value = FindingKind> {
    PossibleValuesParser::new(FindingKind::ALL.map(FindingKind::name))
        .try_map(|name| FindingKind::from_name(&name).ok_or(name))
}

/// The states of findings by their names.
fn finding_states() -> impl TypedValueParser<Value = State> {
    PossibleValuesParser::new(State::ALL.map(State::name))
        .try_map(|name| State::ALL.into_iter().find(|state| state.name() == name).ok_or(name))
}

#[derive(Debug, Args)]
pub struct Thread {
    #[arg(value_name = "WHO")]
    pub who: String,
    #[arg(long)]
    pub history: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Golden {
    #[command(subcommand)]
    pub action: Option<GoldenAction>,
    #[arg(value_name = "WHO", required = true)]
    pub who: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum GoldenAction {
    Decide(GoldenDecide),
    Undo(Undo),
    History,
}

#[derive(Debug, Args)]
pub struct GoldenDecide {
    #[arg(value_name = "RECORD")]
    pub record: String,
    #[arg(value_name = "FIELD", value_parser = golden_fields())]
    pub field: Field,
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// The fields of the golden view by their names.
fn golden_fields() -> impl TypedValueParser<Value = Field> {
    PossibleValuesParser::new(Field::ALL.map(Field::name))
        .try_map(|name| Field::from_name(&name).ok_or(name))
}

#[derive(Debug, Args)]
pub struct Corrections {
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    #[arg(long)]
    pub closed: bool,
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    #[arg(long)]
    pub masked: bool,
}

#[derive(Debug, Args)]
pub struct Search {
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub struct Relations {
    #[arg(value_name = "WHO")]
    pub who: String,
}

#[derive(Debug, Args)]
pub struct Person {
    #[command(subcommand)]
    pub action: PersonAction,
}

#[derive(Debug, Subcommand)]
pub enum PersonAction {
    Export(PersonWho),
    Restrict(Restrict),
    Erase(PersonWho),
}

#[derive(Debug, Args)]
pub struct PersonWho {
    #[arg(value_name = "WHO")]
    pub who: String,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Restrict {
    #[arg(value_name = "WHO")]
    pub who: String,
    #[arg(long)]
    pub lift: bool,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct SetApart {
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    #[arg(long)]
    pub raw: bool,
}

#[derive(Debug, Args)]
pub struct DryRun {
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Sample {
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub customers: u32,
    #[arg(long, value_name = "S", default_value_t = 20_260_630)]
    pub seed: u64,
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Presets {
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// The command with its help in a language.
#[must_use]
pub fn command(texts: &Texts) -> Command {
    localised(Cli::command(), "help", texts)
}

/// Puts the texts under `KEY`, `KEY-ARG` and `KEY-COMMAND` into a command.
fn localised(command: Command, key: &str, texts: &Texts) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        texts.say("help-word-usage", &[])
    );
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let has_version = key == "help";
    let mut command = command
        .about(texts.say(key, &[]))
        .help_template(template)
        .subcommand_help_heading(texts.say("help-word-commands", &[]))
        .next_help_heading(texts.say("help-word-options", &[]))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(clap::ArgAction::Help)
                .help(texts.say("help-arg-help", &[])),
        );
    if has_version {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .help(texts.say("help-arg-version", &[])),
        );
    }
    let (options, arguments) =
        (texts.say("help-word-options", &[]), texts.say("help-word-arguments", &[]));
    command = command.mut_args(|arg| {
        let id = arg.get_id().as_str().replace('_', "-");
        let own = format!("{key}-arg-{id}");
        let shared = format!("help-arg-{id}");
        let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
        arg.help(texts.say(if texts.has(&own) { &own } else { &shared }, &[])).help_heading(heading)
    });
    for name in names {
        let key = format!("{key}-{name}");
        command = command.mut_subcommand(&name, |sub| localised(sub, &key, texts));
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Cli, command};
    use crate::texts::{Language, Texts};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_option_has_a_help_text_in_both_languages() {
        fn walk(command: &clap::Command, missing: &mut Vec<String>) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            if about.starts_with("help") {
                missing.push(about);
            }
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                if help.starts_with("help-") || help.is_empty() {
                    missing.push(format!("{} {}: {help}", command.get_name(), arg.get_id()));
                }
            }
            command.get_subcommands().for_each(|sub| walk(sub, missing));
        }
        for language in [Language::Italian, Language::English] {
            let mut missing = Vec::new();
            walk(&command(&Texts::new(language)), &mut missing);
            assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        }
    }
}
