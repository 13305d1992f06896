//! The filo program: reads the command line and the environment, runs one command, exits.

use std::process::ExitCode;

use clap::FromArgMatches;
use filo::cli::{self, Cli};
use filo::commands::{self, Session};
use filo::config::Environment;
use filo::output;
use filo::texts::{Language, Texts};

/// Rows are made on one core and given back on another, which the system's allocator serves badly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let environment = Environment::read();
    let texts = Texts::new(spoken_language(&environment));
    let matches = cli::command(&texts).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let session = Session::new(cli.common, environment);
    match commands::run(cli.command, &session) {
        Ok(code) => ExitCode::from(code),
        Err(problem) => {
            output::say(&problem.explain(&session.texts()));
            ExitCode::from(problem.exit)
        }
    }
}

/// The language of the help: asked for on the command line, else the environment's, else Italian.
fn spoken_language(environment: &Environment) -> Language {
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let code = match arg.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = code.as_deref().and_then(Language::from_code) {
            return language;
        }
    }
    environment.language.unwrap_or_default()
}
