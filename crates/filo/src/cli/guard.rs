//! The arguments of the commands about the guard: ask, screen, replay, rules, verdict.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use filo_guard::action::Action;
use filo_guard::card::Answer;
use filo_model::facts::Channel;
use filo_store::verdict::VerdictId;
use jiff::civil::Date;

#[derive(Debug, Args)]
pub struct Ask {
    #[arg(value_name = "WHO", required_unless_present = "question")]
    pub who: Option<String>,
    #[arg(long, value_name = "ACTION", value_parser = actions(), hide_possible_values = true, required_unless_present = "question")]
    pub action: Option<Action>,
    #[arg(long, value_name = "NUMBER")]
    pub claim: Option<String>,
    #[arg(long, value_name = "N")]
    pub instalment: Option<u32>,
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub product: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub contract: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub matter: Option<String>,
    #[arg(long, value_name = "CHANNEL", value_parser = channels(), hide_possible_values = true)]
    pub channel: Option<Channel>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[arg(long = "fact", value_name = "NAME=VALUE")]
    pub facts: Vec<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["who", "action"])]
    pub question: Option<PathBuf>,
    #[arg(long, value_name = "ANSWER", value_parser = answers(), hide_possible_values = true)]
    pub fail_on: Option<Answer>,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Screen {
    #[arg(value_name = "LIST")]
    pub list: PathBuf,
    #[arg(long, value_name = "ACTION", value_parser = actions(), hide_possible_values = true)]
    pub action: Action,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub allowed: Option<PathBuf>,
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', requires = "allowed")]
    pub keep: Vec<String>,
    #[arg(long, requires = "allowed")]
    pub with_warned: bool,
    #[arg(long = "column", value_name = "FIELD=COLUMN")]
    pub columns: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[arg(long = "fact", value_name = "NAME=VALUE")]
    pub facts: Vec<String>,
    #[arg(long, value_name = "ANSWER", value_parser = answers(), hide_possible_values = true)]
    pub fail_on: Option<Answer>,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Replay {
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub cards: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "to"])]
    pub draft: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub limit: usize,
    #[arg(long, conflicts_with = "draft")]
    pub list: bool,
}

#[derive(Debug, Args)]
pub struct Rules {
    #[command(subcommand)]
    pub action: RulesAction,
}

#[derive(Debug, Subcommand)]
pub enum RulesAction {
    List,
    Show(RulesShow),
    Check(RulesFiles),
    Test(RulesFiles),
    Prove(RulesFiles),
    Facts,
}

#[derive(Debug, Args)]
pub struct RulesShow {
    #[arg(value_name = "CARD")]
    pub card: String,
    #[arg(long)]
    pub cedar: bool,
}

#[derive(Debug, Args)]
pub struct RulesFiles {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Verdict {
    #[command(subcommand)]
    pub action: VerdictAction,
}

#[derive(Debug, Subcommand)]
pub enum VerdictAction {
    Show(VerdictShow),
    List(VerdictList),
    Done(VerdictDone),
}

#[derive(Debug, Args)]
pub struct VerdictShow {
    #[arg(value_name = "DECISION")]
    pub decision: VerdictId,
}

#[derive(Debug, Args)]
pub struct VerdictList {
    #[arg(value_name = "WHO")]
    pub who: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub struct VerdictDone {
    #[arg(value_name = "DECISION")]
    pub decision: VerdictId,
    #[arg(value_enum, value_name = "OUTCOME", hide_possible_values = true)]
    pub outcome: Outcome,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
}

/// What was done after a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Outcome {
    /// What the verdict said.
    Followed,
    /// The action, against the verdict.
    Overridden,
    /// Nothing: the action was given up.
    Withdrawn,
}

impl Outcome {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Overridden => "overridden",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Actions by their names.
pub(super) fn actions() -> impl TypedValueParser<Value = Action> {
    let names = Action::ALL.iter().map(|action| action.name());
    PossibleValuesParser::new(names).try_map(|name| Action::from_name(&name).ok_or("no action"))
}

pub(super) fn channels() -> impl TypedValueParser<Value = Channel> {
    let names = Channel::ALL.iter().map(|channel| channel.name());
    PossibleValuesParser::new(names).try_map(|name| Channel::from_name(&name).ok_or("no channel"))
}

/// Answers from a warning on.
pub(super) fn answers() -> impl TypedValueParser<Value = Answer> {
    let names = Answer::ALL.iter().skip(1).map(|answer| answer.name());
    PossibleValuesParser::new(names).try_map(|name| Answer::from_name(&name).ok_or("no answer"))
}
