//! The arguments of `filo culture`.

pub mod heard;
mod plan;
mod simulate;
mod stats;

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub use plan::Plan;
pub use simulate::Simulate;
pub use stats::Stats;

#[derive(Debug, Args)]
pub struct Culture {
    #[command(subcommand)]
    pub action: CultureAction,
}

#[derive(Debug, Subcommand)]
pub enum CultureAction {
    Questionnaire(Questionnaire),
    Wave(Wave),
    Invite(Invite),
    Answer(Answer),
    Import(Import),
    Report(CultureReport),
    Stats(Stats),
    Simulate(Simulate),
    Plan(Plan),
    Heard(heard::Heard),
}

#[derive(Debug, Args)]
pub struct Questionnaire {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub paper: Option<PathBuf>,
    #[arg(long)]
    pub pulse: bool,
    #[arg(long, value_name = "N", default_value_t = 1, requires = "paper", value_parser = clap::value_parser!(u32).range(1..=200))]
    pub orders: u32,
}

#[derive(Debug, Args)]
pub struct Wave {
    #[command(subcommand)]
    pub action: WaveAction,
}

#[derive(Debug, Subcommand)]
pub enum WaveAction {
    Open(WaveOpen),
    List,
    Show(WaveName),
    Close(WaveName),
    Remove(WaveRemove),
}

#[derive(Debug, Args)]
pub struct WaveOpen {
    #[arg(value_name = "WAVE")]
    pub wave: String,
    #[arg(long, value_name = "FILE")]
    pub instrument: Option<PathBuf>,
    #[arg(long)]
    pub pulse: bool,
    #[arg(long, value_name = "DEPARTMENT=N", value_parser = counted)]
    pub invite: Vec<(String, u32)>,
    #[arg(long, value_name = "SMALL=INTO", value_parser = merged)]
    pub merge: Vec<(String, String)>,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct WaveName {
    #[arg(value_name = "WAVE")]
    pub wave: String,
}

#[derive(Debug, Args)]
pub struct WaveRemove {
    #[arg(value_name = "WAVE")]
    pub wave: String,
    #[arg(long)]
    pub with_answers: bool,
}

#[derive(Debug, Args)]
pub struct Invite {
    #[arg(value_name = "WAVE")]
    pub wave: String,
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    #[arg(long, value_name = "N", requires = "department")]
    pub more: Option<u32>,
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub slips: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Answer {
    #[arg(value_name = "WAVE")]
    pub wave: String,
    #[arg(value_name = "CODE")]
    pub code: String,
    #[arg(value_name = "QUESTION=ANSWER", value_parser = answered)]
    pub answers: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_name = "WAVE")]
    pub wave: String,
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct CultureReport {
    #[arg(value_name = "WAVE")]
    pub wave: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub each: Option<PathBuf>,
}

/// A department and a number: `sales=12`.
fn counted(text: &str) -> Result<(String, u32), String> {
    let (name, count) = text.split_once('=').ok_or("DEPARTMENT=N")?;
    let count = count.trim().parse().map_err(|_| "DEPARTMENT=N")?;
    Ok((name.trim().to_owned(), count))
}

/// Two departments: `logistics=technical`.
fn merged(text: &str) -> Result<(String, String), String> {
    let (small, into) = text.split_once('=').ok_or("SMALL=INTO")?;
    Ok((small.trim().to_owned(), into.trim().to_owned()))
}

/// A question and its answer: `filo1=4`.
fn answered(text: &str) -> Result<(String, String), String> {
    let (question, answer) = text.split_once('=').ok_or("QUESTION=ANSWER")?;
    Ok((question.trim().to_owned(), answer.trim().to_owned()))
}
