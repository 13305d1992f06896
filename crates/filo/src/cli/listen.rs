//! The arguments of `filo listen`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use filo_listen::conversation::Language;
use filo_listen::kind::SignalKind;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Listen {
    #[command(subcommand)]
    pub action: Option<ListenAction>,
    #[arg(value_name = "FILE", required = true)]
    pub file: Option<PathBuf>,
    #[arg(long)]
    pub explain: bool,
    #[arg(long, value_name = "FOLDER")]
    pub phrases: Option<PathBuf>,
    #[arg(long, value_name = "DOMAIN")]
    pub company: Vec<String>,
    #[arg(long, value_name = "NAME=HEADER")]
    pub column: Vec<String>,
    #[arg(long)]
    pub opinion: bool,
}

#[derive(Debug, Subcommand)]
pub enum ListenAction {
    Train(Train),
    Learn(Learn),
    Phrases(Phrases),
}

#[derive(Debug, Args)]
pub struct Learn {
    #[arg(long)]
    pub forget: bool,
}

#[derive(Debug, Args)]
pub struct Phrases {
    #[command(subcommand)]
    pub action: PhrasesAction,
}

#[derive(Debug, Subcommand)]
pub enum PhrasesAction {
    Check(PhrasesCheck),
    List(PhrasesList),
}

#[derive(Debug, Args)]
pub struct PhrasesCheck {
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct PhrasesList {
    #[arg(long, value_name = "KIND", value_parser = signal_kinds(), hide_possible_values = true)]
    pub kind: Option<SignalKind>,
    #[arg(long, value_name = "it|en", value_parser = languages(), hide_possible_values = true)]
    pub language: Option<Language>,
    #[arg(long, value_name = "FOLDER")]
    pub phrases: Option<PathBuf>,
}

/// The kinds of signal by their names.
fn signal_kinds() -> impl TypedValueParser<Value = SignalKind> {
    PossibleValuesParser::new(SignalKind::ALL.iter().map(|kind| kind.name()))
        .try_map(|name| SignalKind::from_name(&name).ok_or(name))
}

/// The languages that can be listened to, by their codes.
fn languages() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.iter().map(|language| language.name()))
        .try_map(|name| Language::from_name(&name).ok_or(name))
}

#[derive(Debug, Args)]
pub struct Train {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
