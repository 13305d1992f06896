//! `filo sample`: writes the exports of the sample company.

use filo_testkit::sample::{SampleOptions, write_sample};

use super::Session;
use crate::cli;
use crate::output::{self, Bar};
use crate::problem::{Problem, Result};

pub(super) fn run(args: &cli::Sample, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let mut bar = Bar::new(&texts, session.common.quiet);
    let options = SampleOptions { customers: args.customers, seed: args.seed };
    let summary = write_sample(&options, &args.out, &mut |done, total| bar.count(done, total))
        .map_err(|error| {
            Problem::new("sample").with("path", args.out.display()).caused_by(error)
        })?;
    if session.common.json {
        let files: std::collections::BTreeMap<_, _> = summary.files.into_iter().collect();
        output::json(&serde_json::json!({ "files": files, "planted": summary.planted }))?;
    } else {
        for (file, rows) in &summary.files {
            output::data(&format!("{file}  {}", texts.count(*rows)))?;
        }
        let config = args.out.join("filo.toml");
        output::say(&texts.say("sample-next", &[("config", &config.display().to_string())]));
    }
    Ok(0)
}
