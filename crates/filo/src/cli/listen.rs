//! The arguments of `filo listen`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Listen {
    #[command(subcommand)]
    pub action: Option<ListenAction>,
    #[arg(value_name = "FILE", required = true)]
    pub file: Option<PathBuf>,
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Subcommand)]
pub enum ListenAction {
    Train(Train),
}

#[derive(Debug, Args)]
pub struct Train {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
