//! The arguments of `filo measures`.

use clap::Args;
use jiff::civil::Date;

#[derive(Debug, Args)]
pub struct Measures {
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    #[arg(long)]
    pub cases: bool,
    #[arg(long, requires = "cases")]
    pub base: bool,
}
