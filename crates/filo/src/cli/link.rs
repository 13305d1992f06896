//! The arguments of `filo link`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub struct Link {
    #[command(subcommand)]
    pub action: LinkAction,
}

#[derive(Debug, Subcommand)]
pub enum LinkAction {
    Explain(Explain),
    Review(Review),
    Decide(Decide),
    Undo(Undo),
    History(History),
    Learn(Learn),
    Run(LinkRun),
}

#[derive(Debug, Args)]
pub struct Explain {
    #[arg(value_name = "WHO")]
    pub who: String,
    #[arg(value_name = "OTHER")]
    pub other: Option<String>,
    #[arg(long, value_name = "FILE", requires = "other")]
    pub svg: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Review {
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub struct Decide {
    #[arg(value_name = "RECORD")]
    pub a: String,
    #[arg(value_name = "RECORD")]
    pub b: String,
    #[arg(value_enum, value_name = "SAID")]
    pub said: Said,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// What a person says of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Said {
    Same,
    NotSame,
}

#[derive(Debug, Args)]
pub struct History {
    #[arg(value_name = "WHO")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub struct Learn {
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub precision: Option<f64>,
    #[arg(long, value_name = "VERSION", conflicts_with = "precision")]
    pub back: Option<i64>,
}

#[derive(Debug, Args)]
pub struct LinkRun {
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub column: Vec<String>,
    #[arg(long, value_name = "SHARE", default_value = "0.99", value_parser = share)]
    pub precision: f64,
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    #[arg(long)]
    pub explain: bool,
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub save_model: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "review")]
    pub arriving: Vec<PathBuf>,
    #[arg(long)]
    pub once_per_file: bool,
}

/// A share between a half and one.
fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "0.5 … 1".to_owned())?;
    if (0.5..=1.0).contains(&share) { Ok(share) } else { Err("0.5 … 1".to_owned()) }
}

#[derive(Debug, Args)]
pub struct Undo {
    #[arg(value_name = "NUMBER")]
    pub number: i64,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}
