//! `filo presets`: the mappings of known exports that come with Filo, listed or printed.

use serde_json::json;

use super::Session;
use crate::cli;
use crate::config::presets::{ALL, Preset};
use crate::output;
use crate::problem::{Problem, Result};

pub(super) fn run(args: &cli::Presets, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let language = texts.language();
    if let Some(name) = &args.name {
        let preset = Preset::named(name)
            .ok_or_else(|| Problem::new("no-preset").with("name", name).as_answer())?;
        output::data(preset.text.trim_end())?;
        return Ok(0);
    }
    if session.common.json {
        let listed: Vec<_> = ALL
            .iter()
            .map(|preset| {
                let about = preset.about();
                json!({
                    "name": preset.name,
                    "what": about.what(language),
                    "checked": about.checked.name(),
                    "names_from": about.names_from,
                })
            })
            .collect();
        output::json(&listed)?;
        return Ok(0);
    }
    let width = ALL.iter().map(|preset| preset.name.len()).max().unwrap_or(0);
    for preset in ALL {
        let about = preset.about();
        let certainty = texts.say(&format!("preset-checked-{}", about.checked.name()), &[]);
        output::data(&format!("{:width$}  {}  [{certainty}]", preset.name, about.what(language)))?;
    }
    if !session.common.quiet {
        output::say(&texts.say("presets-use", &[]));
    }
    Ok(0)
}
