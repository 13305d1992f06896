//! Every preset reads its sample whole, and a source's own keys win.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{ALL, Preset};
use crate::config::Config;
use crate::pipeline::{Tried, find, read_sample};
use crate::problem::Problem;
use crate::texts::{Language, Texts};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/presets")
}

/// A configuration with one source, which lies in the folder of the presets.
fn configured(source: &str) -> Result<Config, Problem> {
    let text = format!(
        "[company]\nname = \"Prova\"\n[[department]]\nname = \"service\"\n[[source]]\nname = \"one\"\n\
         department = \"service\"\n{source}\n"
    );
    Config::parse(&text, &folder().join("filo.toml"))
}

/// What the sample of a preset says under a source.
#[track_caller]
fn tried(source: &str) -> Tried {
    let config = configured(source).unwrap_or_else(|problem| {
        panic!("{source}: {}", problem.explain(&Texts::new(Language::English)))
    });
    let files = find(&config).unwrap();
    assert_eq!(files.len(), 1, "{source}");
    read_sample(&files[0], &config, 100).unwrap_or_else(|problem| {
        panic!("{source}: {}", problem.explain(&Texts::new(Language::English)))
    })
}

fn of_sample(name: &str) -> Tried {
    let samples = std::fs::read_dir(folder().join("samples")).unwrap();
    let mut files = samples.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let file = files.find(|file| file.split_once('.').is_some_and(|(stem, _)| stem == name));
    let file = file.unwrap_or_else(|| panic!("`{name}` has no sample"));
    tried(&format!("preset = \"{name}\"\npath = \"samples/{file}\""))
}

#[test]
fn every_sample_is_read_without_anything_set_apart_or_unread() {
    for preset in ALL {
        let tried = of_sample(preset.name);
        assert_eq!(tried.set_apart, [], "{}", preset.name);
        assert!(!tried.drafts.is_empty(), "{}", preset.name);
        for draft in &tried.drafts {
            assert_eq!(draft.unread, 0, "{}: {draft:?}", preset.name);
        }
    }
}

#[test]
fn no_preset_keeps_the_name_of_one_of_the_companys_people() {
    for preset in ALL {
        let tried = format!("{:?}", of_sample(preset.name).drafts);
        assert!(!tried.contains("Verdi") && !tried.contains("averd"), "{}: {tried}", preset.name);
    }
}

#[test]
fn the_list_is_that_of_the_files_and_says_what_each_is() {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let found: BTreeSet<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, ALL.iter().map(|preset| preset.name.to_owned()).collect());
    for preset in ALL {
        let about = preset.about();
        let (italian, english) = (about.what(Language::Italian), about.what(Language::English));
        assert!(!italian.is_empty() && !english.is_empty() && italian != english);
        assert!(about.names_from.len() > 10, "{}", preset.name);
    }
}

#[test]
fn what_samples_say_is_what_their_rows_mean() {
    let kinds = |name: &str| -> Vec<(String, String)> {
        let drafts = of_sample(name).drafts;
        let entries = drafts.iter().filter_map(|draft| draft.entry.as_ref());
        entries
            .map(|entry| {
                let content = &entry.content;
                (content.facts.kind().name().to_owned(), content.direction.name().to_owned())
            })
            .collect()
    };
    let told = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(kind, direction)| ((*kind).to_owned(), (*direction).to_owned())).collect()
    };
    assert_eq!(
        kinds("chatwoot-messages"),
        told(&[("message", "in"), ("message", "out"), ("note", "internal")])
    );
    assert_eq!(kinds("asterisk-queue-log"), told(&[("message", "in"), ("attempt", "in")]));
    assert_eq!(kinds("asterisk-cdr"), told(&[("attempt", "in"), ("message", "out")]));
    assert_eq!(kinds("odoo-invoices"), told(&[("invoice", "out"), ("credit", "out")]));
    // An amount with a comma, in Windows-1252, of a day written the Italian way.
    let due = of_sample("teamsystem-scadenzario").drafts.remove(0);
    let entry = due.entry.unwrap();
    assert_eq!(
        entry.facts,
        "{\"claim\":\"FT/17\",\"instalment\":1,\"amount\":\"1234.50\",\"due\":\"2026-03-31\"}"
    );
    assert_eq!(entry.content.at.date().to_string(), "2026-03-02");
    assert!(due.record.statement.json().contains("Perché"), "{}", due.record.statement.json());
    // A payment that names the invoice alone refers to it; a post names nobody until a person does.
    let payment = of_sample("pagamenti").drafts.remove(1);
    assert!(payment.record.details.refers_to.is_some());
    assert!(of_sample("recensioni").drafts.iter().all(|draft| draft.record.details.by_hand));
}

#[test]
fn the_keys_of_a_source_come_before_its_presets() {
    let path = "path = \"samples/campagna.csv\"";
    let own = tried(&format!(
        "preset = \"campagna\"\n{path}\nchannel = \"email\"\n[source.columns]\nproduct = \"Campagna\"\n\
         agency = []\n[source.values.outcome]\n\"non interessato\" = \"answered\""
    ));
    let entry = own.drafts[0].entry.as_ref().unwrap();
    assert_eq!(
        entry.facts,
        "{\"campaign\":\"Fibra marzo\",\"product\":\"Fibra marzo\",\"outcome\":\"answered\"}"
    );
    assert_eq!(entry.content.channel.unwrap().name(), "email");
    // The other values of the preset still hold.
    let second = own.drafts[1].entry.as_ref().unwrap();
    assert!(second.facts.contains("already_customer"), "{}", second.facts);
    let digest = |source: &str| configured(source).unwrap().sources[0].digest;
    let plain = format!("preset = \"campagna\"\n{path}");
    assert_ne!(digest(&plain), digest(&format!("{plain}\ndates = \"ymd\"")));
}

#[test]
fn a_column_that_a_source_names_itself_has_to_be_there() {
    let source = "preset = \"campagna\"\npath = \"samples/campagna.csv\"\n[source.columns]\nemail = \"Posta\"";
    let config = configured(source).unwrap();
    let files = find(&config).unwrap();
    assert!(read_sample(&files[0], &config, 1).is_err());
}

#[test]
fn a_preset_that_does_not_exist_comes_with_the_list() {
    let problem = configured("preset = \"campagne\"\npath = \"x.csv\"").unwrap_err();
    let told = problem.explain(&Texts::new(Language::English));
    assert!(told.contains("line 8: `preset` cannot be `campagne`"), "{told}");
    assert!(ALL.iter().all(|preset| told.contains(preset.name)), "{told}");
    let problem = configured("path = \"x.csv\"").unwrap_err();
    assert!(problem.explain(&Texts::new(Language::English)).contains("missing field `kind`"));
    assert!(Preset::named("campagna").is_some() && Preset::named("").is_none());
}

#[test]
fn the_document_lists_every_preset_with_its_certainty() {
    let document = include_str!("../../../../../docs/PRESETS.md");
    for preset in ALL {
        let about = preset.about();
        let row = format!(
            "| [`{0}`](../data/presets/{0}.toml) | {1} |",
            preset.name,
            about.what(Language::English)
        );
        let line = document.lines().find(|line| line.starts_with(&row));
        let line = line.unwrap_or_else(|| panic!("docs/PRESETS.md lacks {row}"));
        assert!(line.ends_with(&format!("| {} |", about.checked.name())), "{line}");
    }
}
