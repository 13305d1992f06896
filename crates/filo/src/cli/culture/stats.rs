//! The arguments of `filo culture stats`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct Stats {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub instrument: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 5, conflicts_with = "instrument", value_parser = clap::value_parser!(u8).range(2..=11))]
    pub points: u8,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub resamples: u32,
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(5..=20))]
    pub group_min: u8,
    #[arg(long, value_name = "DEPARTMENT=N", value_parser = super::counted)]
    pub population: Vec<(String, u32)>,
    #[arg(long, value_name = "FILE")]
    pub before: Option<PathBuf>,
    #[arg(long, value_name = "CODE")]
    pub dimension: Option<String>,
}
