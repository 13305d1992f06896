//! The arguments of `filo journey`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct Journey {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "COLUMN")]
    pub case: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub activity: Vec<String>,
    #[arg(long, value_name = "COLUMN")]
    pub time: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub group: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub customer: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub reason: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub actor: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub channel: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub direction: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub object: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub due: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub amount: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub started: Option<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub taken: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub resolved: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub closed: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub asked: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub disputed: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub settled: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub pressed: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub promised: Vec<String>,
    #[arg(long, value_name = "ACTIVITY")]
    pub kept: Vec<String>,
    #[arg(long, value_name = "REASON")]
    pub beyond_first: Vec<String>,
    #[arg(long, value_name = "HOURS")]
    pub hours: Option<String>,
    #[arg(long, value_name = "GROUP=HOURS", requires = "hours")]
    pub group_hours: Vec<String>,
    #[arg(long, value_name = "italy|none", requires = "hours")]
    pub holidays: Option<String>,
    #[arg(long)]
    pub places: bool,
    #[arg(long, conflicts_with = "file")]
    pub whole: bool,
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub zone: String,
    #[arg(long, value_name = "N")]
    pub variants: Option<usize>,
    #[arg(long, value_enum, value_name = "ocel|xes|dot", hide_possible_values = true)]
    pub export: Option<Export>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "file")]
    pub columns: Option<PathBuf>,
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "whole")]
    pub summary: Vec<PathBuf>,
}

/// What a log can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// An object-centric log; the name of the file says whether JSON, XML or SQLite.
    Ocel,
    /// A log of cases.
    Xes,
    /// The graph, for Graphviz.
    Dot,
}
