//! `filo culture wave`: opens, lists, shows, closes and removes waves.

use std::collections::BTreeMap;

use filo_culture::statistics::{Detectable, SD_SUPPOSED, detectable};
use filo_store::Store;
use filo_store::wave::{KeptWave, WaveDepartment};
use serde_json::json;

use super::super::Session;
use crate::cli::culture::{WaveAction, WaveName, WaveOpen, WaveRemove};
use crate::clock::now;
use crate::config::Config;
use crate::culture::participation::{Participation, participation};
use crate::culture::wave::Invited;
use crate::culture::{questionnaire, wave};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// How many of ten answer in an ordinary wave.
const ANSWER_OF_TEN: u64 = 8;

pub(super) fn run(action: &WaveAction, session: &Session) -> Result<u8> {
    let config = session.config()?;
    match action {
        WaveAction::Open(args) => open(&config, args, session),
        WaveAction::List => list(&config, session),
        WaveAction::Show(args) => show(&config, args, session),
        WaveAction::Close(args) => close(&config, args, session),
        WaveAction::Remove(args) => remove(&config, args, session),
    }
}

fn open(config: &Config, args: &WaveOpen, session: &Session) -> Result<u8> {
    let instrument = match (&args.instrument, &config.culture.instrument) {
        (Some(path), _) | (None, Some(path)) => questionnaire::read(path)?,
        (None, None) => questionnaire::own(),
    };
    let instrument = if args.pulse { wave::short(&instrument)? } else { instrument };
    let threshold = config.threshold_of(instrument.min_group);
    let invited = Invited {
        people: args.invite.iter().cloned().collect(),
        merged: args.merge.iter().cloned().collect::<BTreeMap<_, _>>(),
    };
    let departments = wave::departments(config, &args.wave, &invited, threshold)?;
    if !args.dry_run {
        let store = Store::create(&config.store)?;
        let _claim = store.writer_claim()?;
        wave::open(&store, &args.wave, &instrument, &departments)?;
    }
    let texts = session.texts();
    let people: u32 = departments.iter().map(|one| one.invited).sum();
    let can_show = can_show(&departments);
    if session.common.json {
        let departments: Vec<_> = departments
            .iter()
            .map(|one| json!({ "name": one.name, "invited": one.invited, "parent": one.parent }))
            .collect();
        output::json(&json!({
            "wave": args.wave, "instrument": instrument.id, "items": instrument.items.len(),
            "invited": people, "departments": departments, "opened": !args.dry_run,
            "detectable": can_show,
        }))?;
        return Ok(0);
    }
    tell_opened(config, args, (&departments, instrument.items.len()), &can_show, &texts)?;
    output::say(&texts.say("wave-next-invite", &[("wave", &args.wave)]));
    Ok(0)
}

/// Says what was opened, or would be: how many are asked what, who answers together, what it can show.
fn tell_opened(
    config: &Config,
    args: &WaveOpen,
    (departments, items): (&[WaveDepartment], usize),
    can_show: &[Detectable],
    texts: &Texts,
) -> Result<()> {
    let people: u32 = departments.iter().map(|one| one.invited).sum();
    let key = if args.dry_run { "wave-would-open" } else { "wave-opened" };
    let values = [
        ("wave", args.wave.as_str()),
        ("items", &items.to_string()),
        ("people", &texts.count(u64::from(people))),
    ];
    output::data(&texts.say(key, &values))?;
    for one in departments.iter().filter(|one| one.parent.is_none()) {
        let together = wave::together(departments, &one.name);
        let values = [
            ("department", config.department_label(&one.name, texts.language())),
            ("people", &texts.count(u64::from(together))),
        ];
        output::data(&format!("  {}", texts.say("wave-department", &values)))?;
    }
    for one in departments.iter().filter(|one| one.parent.is_some()) {
        let parent = one.parent.as_deref().unwrap_or_default();
        let values = [
            ("department", config.department_label(&one.name, texts.language())),
            ("parent", config.department_label(parent, texts.language())),
        ];
        output::data(&format!("  {}", texts.say("wave-merged", &values)))?;
    }
    if let [small, large] = can_show {
        let values = [
            ("small", texts.count(small.first)),
            ("points", format!("{:.0}", small.exact)),
            ("large", texts.count(large.first)),
            ("least", format!("{:.0}", large.exact)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        output::data(&texts.say("wave-can-show", &values))?;
    }
    Ok(())
}

/// What the wave can show, said before anybody answers: the difference between two departments as small as the
/// smallest, and as large as the largest, that would be found four times of five, if as many answer as usual.
fn can_show(departments: &[WaveDepartment]) -> Vec<Detectable> {
    let own = departments.iter().filter(|one| one.parent.is_none());
    let expected =
        own.map(|one| u64::from(wave::together(departments, &one.name)) * ANSWER_OF_TEN / 10);
    let expected: Vec<u64> = expected.collect();
    let ends = [expected.iter().min(), expected.iter().max()];
    let told = ends.into_iter().flatten();
    told.filter_map(|&people| detectable(people, people, SD_SUPPOSED, 1).ok()).collect()
}

fn list(config: &Config, session: &Session) -> Result<u8> {
    let store = Session::store_lean(config)?;
    let waves = store.wave_list()?;
    let texts = session.texts();
    let told = |wave: &KeptWave| -> Result<Participation> { participation(&store, wave, config) };
    if session.common.json {
        let all = waves.iter().map(told).collect::<Result<Vec<_>>>()?;
        output::json(&all)?;
        return Ok(0);
    }
    if waves.is_empty() {
        output::say(&texts.say("waves-none", &[]));
    }
    for wave in &waves {
        output::data(&told(wave)?.line(config, &texts))?;
    }
    Ok(0)
}

fn show(config: &Config, args: &WaveName, session: &Session) -> Result<u8> {
    let store = Session::store_lean(config)?;
    let wave = wave::find(&store, &args.wave)?;
    let told = participation(&store, &wave, config)?;
    if session.common.json {
        output::json(&told)?;
    } else {
        output::data(&told.lines(config, &session.texts()))?;
    }
    Ok(0)
}

fn close(config: &Config, args: &WaveName, session: &Session) -> Result<u8> {
    let store = Session::store(config)?;
    let _claim = store.writer_claim()?;
    store.wave_close(&args.wave, now())?;
    let wave = wave::find(&store, &args.wave)?;
    let told = participation(&store, &wave, config)?;
    if session.common.json {
        output::json(&told)?;
    } else {
        let texts = session.texts();
        output::data(&told.lines(config, &texts))?;
        output::say(&texts.say("wave-next-report", &[("wave", &args.wave)]));
    }
    Ok(0)
}

fn remove(config: &Config, args: &WaveRemove, session: &Session) -> Result<u8> {
    let store = Session::store(config)?;
    let _claim = store.writer_claim()?;
    let wave = wave::find(&store, &args.wave)?;
    let answered: u64 = store.wave_participation(&wave.name)?.iter().map(|(_, count)| count).sum();
    if answered > 0 && !args.with_answers {
        return Err(Problem::new("wave-answered").with("wave", &wave.name));
    }
    store.wave_remove(&wave.name)?;
    output::say(&session.texts().say("wave-removed", &[("wave", &wave.name)]));
    Ok(0)
}
