//! The arguments of `filo culture simulate`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct Simulate {
    #[arg(long, value_name = "NAME[=MEAN],…", value_delimiter = ',', value_parser = meant)]
    pub departments: Vec<(String, Option<f64>)>,
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub respondents: u32,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "SHARE", default_value_t = 0.03, value_parser = share)]
    pub not_applicable: f64,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub truth: Option<PathBuf>,
}

/// A department, with its mean score where one is planted.
fn meant(text: &str) -> Result<(String, Option<f64>), String> {
    let (name, mean) = match text.rsplit_once('=') {
        None => (text, None),
        Some((name, mean)) => {
            let mean = mean.trim().parse::<f64>().map_err(|error| error.to_string())?;
            if !(1.0..=99.0).contains(&mean) {
                return Err("1-99".to_owned());
            }
            (name, Some(mean))
        }
    };
    let name = name.trim();
    if name.is_empty() { Err("NAME=MEAN".to_owned()) } else { Ok((name.to_owned(), mean)) }
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().map_err(|error| error.to_string())?;
    if (0.0..=0.9).contains(&share) { Ok(share) } else { Err("0-0.9".to_owned()) }
}
