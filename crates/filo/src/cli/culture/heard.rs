//! The arguments of `filo culture heard`: asking customers after a case, their answers, what they say.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use filo_model::facts::Channel;
use jiff::civil::Date;

use crate::cli::guard::channels;

#[derive(Debug, Args)]
pub struct Heard {
    #[command(subcommand)]
    pub action: HeardAction,
}

#[derive(Debug, Subcommand)]
pub enum HeardAction {
    Ask(HeardAsk),
    Import(HeardImport),
    Show(HeardShow),
}

#[derive(Debug, Args)]
pub struct HeardAsk {
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u32).range(0..=3650))]
    pub pause: u32,
    #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub share: u8,
    #[arg(long, value_name = "CHANNEL", default_value = "email", value_parser = channels(), hide_possible_values = true)]
    pub channel: Channel,
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub with_names: bool,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct HeardImport {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct HeardShow {
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
}
