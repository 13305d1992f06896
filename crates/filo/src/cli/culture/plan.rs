//! The arguments of `filo culture plan`.

use clap::Args;

#[derive(Debug, Args)]
pub struct Plan {
    #[arg(value_name = "DEPARTMENT=N", required = true, value_parser = super::counted)]
    pub departments: Vec<(String, u32)>,
    #[arg(long, value_name = "POINTS", default_value_t = 18.0, value_parser = points)]
    pub sd: f64,
    #[arg(long, value_name = "PERCENT", default_value_t = 75, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub participation: u32,
}

fn points(text: &str) -> Result<f64, String> {
    let points = text.parse::<f64>().map_err(|error| error.to_string())?;
    if points > 0.0 && points <= 50.0 { Ok(points) } else { Err("0-50".to_owned()) }
}
