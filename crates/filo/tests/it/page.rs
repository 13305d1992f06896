//! The report as a page: whole by itself, in both languages, and without anybody's name unless asked.

use filo::config::Config;
use filo::report::Report;
use filo::report::compute::{Scope, compute};
use filo::report::page::render;
use filo::texts::{Language, Texts};

use crate::company::{Company, NOW};

fn report(company: &Company, language: Language, with_names: bool) -> (Report, Config, Texts) {
    let (config, texts) = (company.config(), Texts::new(language));
    let scope = Scope { as_of: Some("2026-06-30".parse().unwrap()), whole: false };
    let report = compute(&config, &company.store(), scope, with_names, NOW).unwrap();
    (report, config, texts)
}

fn page(company: &Company, language: Language, with_names: bool) -> String {
    let (report, config, texts) = report(company, language, with_names);
    render(&report, &config, &texts).unwrap()
}

#[test]
fn the_page_needs_nothing_else_and_says_everything_in_both_languages() {
    let company = Company::committed();
    company.weave_well();
    for language in [Language::Italian, Language::English] {
        let page = page(&company, language, false);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\""), "{}", &page[..60]);
        assert!(page.contains("default-src 'none'"), "nothing may be loaded");
        for loaded in
            ["<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "http:", "https:"]
        {
            assert!(!page.contains(loaded), "the page holds `{loaded}`");
        }
        for key in ["page-", "measure-", "export-", "finding-", "reason-", "kind-", "mask-"] {
            let missing = page.match_indices(key).map(|(at, _)| &page[at..page.len().min(at + 40)]);
            let missing: Vec<&str> = missing.collect();
            assert!(missing.is_empty(), "a text is missing: {missing:?}");
        }
        let charts = page.matches("<svg").count();
        let tables = page.matches("<table").count();
        assert!(charts >= 8 && tables >= 8, "{charts} charts, {tables} tables");
        assert_eq!(page.matches("<svg").count(), page.matches("role=\"img\"").count());
        assert!(page.len() < 3_000_000, "{} bytes", page.len());
    }
}

#[test]
fn five_threads_are_told_and_each_shows_its_harm() {
    let company = Company::committed();
    company.weave_well();
    let (report, ..) = report(&company, Language::Italian, false);
    assert_eq!(report.threads.len(), 5);
    let mut kinds: Vec<&str> = Vec::new();
    for told in &report.threads {
        assert!(!told.findings.is_empty());
        let acts = told.entries.iter().flat_map(|entry| &entry.harms);
        let acts: Vec<&str> = acts.copied().collect();
        for finding in &told.findings {
            assert!(acts.contains(&finding.kind), "{} has no act in its thread", finding.kind);
            kinds.push(finding.kind);
        }
        let mut moments: Vec<i64> = told.entries.iter().map(|one| one.entry.0.at.millis).collect();
        let told_so = moments.clone();
        moments.sort_unstable();
        assert_eq!(moments, told_so, "the entries are in order");
        assert!(told.entries.iter().all(|entry| entry.lane <= told.departments.len()));
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() >= 4, "five threads show but {kinds:?}");
}

#[test]
fn no_name_number_or_address_leaves_unless_asked() {
    let company = Company::committed();
    company.weave_well();
    let (masked, named) =
        (page(&company, Language::Italian, false), page(&company, Language::Italian, true));
    let (report, ..) = report(&company, Language::Italian, true);
    let json = {
        let (report, ..) = self::report(&company, Language::Italian, false);
        serde_json::to_string(&(report.threads, report.examples)).unwrap()
    };
    let mut checked = 0;
    for thread in company.threads() {
        for linked in &thread.records {
            let details = &linked.record.details;
            let mut values: Vec<String> = details.display_name().into_iter().collect();
            values.extend(details.tax_code.iter().map(ToString::to_string));
            values.extend(details.vat_number.iter().map(ToString::to_string));
            values.extend(details.phones.iter().map(ToString::to_string));
            values.extend(details.emails.iter().map(ToString::to_string));
            for value in values {
                checked += 1;
                assert!(!masked.contains(&value), "the page names somebody");
                assert!(!json.contains(&value), "the data names somebody");
            }
        }
    }
    assert!(checked > 1_000, "{checked}");
    for told in &report.threads {
        let name = told.name.as_ref().expect("names were asked for");
        assert!(named.contains(&name.replace('\'', "&#39;")), "the thread is told with its name");
        assert!(!masked.contains(name.as_str()));
    }
}

#[test]
fn words_of_hostile_exports_stay_words() {
    let company = Company::committed();
    let toml = String::from_utf8(company.read("filo.toml")).unwrap();
    let hostile = "Lumen <script>alert(1)</script> & \\\"C\\\"";
    let toml = toml.replace("Lumen Casa S.p.A.", hostile);
    assert!(toml.contains("<script>"));
    company.write("filo.toml", toml.as_bytes());
    company.weave_well();
    let page = page(&company, Language::English, true);
    assert!(!page.contains("<script"));
    assert!(
        page.contains("&lt;script&gt;") || page.contains("&#60;script&#62;"),
        "it is shown as it is"
    );
}

#[test]
fn the_command_writes_the_page_or_pipes_it() {
    let company = Company::committed();
    company.weave_well();
    let out = company.run_well(&["--lang", "en", "report", "--out", "page.html"]);
    assert_eq!(out, "", "the data is in the file");
    let written = company.read("page.html");
    let piped = company.run_well(&["--lang", "en", "report", "--out", "-"]);
    assert_eq!(String::from_utf8(written).unwrap().trim_end(), piped.trim_end());
    let refused = company.run(&["report", "--out", "no/such/folder/page.html"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn journeys_are_drawn_and_no_small_department_is_told_of_by_itself() {
    let company = Company::committed();
    company.weave_well();
    let (report, config, texts) = report(&company, Language::English, false);
    let journey = report.journey.clone().expect("there are cases");
    assert!(!journey.withheld);
    let named: Vec<&str> =
        journey.map.lanes.iter().filter_map(|lane| lane.name.as_deref()).collect();
    assert!(named.contains(&"customer_service"), "{named:?}");
    assert!(!named.contains(&"logistics"), "four people work there");
    assert!(journey.map.steps_shown <= journey.map.steps_all && journey.map.edges.len() <= 24);
    let contact = &journey.stages.stages[0];
    assert_eq!((contact.reached, contact.open), (journey.stages.cases, 0));
    for stage in &journey.stages.stages {
        assert!(stage.reached + stage.open + stage.ended <= contact.reached, "{:?}", stage.stage);
    }
    assert_eq!(journey.expected.len(), config.requests.len());
    let page = render(&report, &config, &texts).unwrap();
    let section = page.split("<section id=\"journey\">").nth(1).unwrap();
    let section = section.split("</section>").next().unwrap();
    assert_eq!(section.matches("<svg").count(), section.matches("<table").count());
    assert!(section.matches("<svg").count() >= 4 && !section.contains("Logistics"));
    assert!(section.contains("of all steps"), "the map says what it hides");
}

#[test]
fn journeys_of_too_few_people_are_withheld() {
    let company = Company::committed();
    let toml = String::from_utf8(company.read("filo.toml")).unwrap();
    // More people than the whole company has.
    company.write("filo.toml", format!("{toml}\n[disclosure]\ngroup = 200\n").as_bytes());
    company.weave_well();
    let (report, config, texts) = report(&company, Language::English, false);
    let journey = report.journey.clone().expect("it says that it is withheld");
    assert!(journey.withheld && journey.map.nodes.is_empty() && journey.weekly.is_empty());
    let page = render(&report, &config, &texts).unwrap();
    let section = page.split("<section id=\"journey\">").nth(1).unwrap();
    assert!(!section.split("</section>").next().unwrap().contains("<svg"));
}
