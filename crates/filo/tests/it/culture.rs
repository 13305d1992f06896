//! The customer culture: a wave from its opening to its report, what is planted in the sample's waves, and that
//! nothing tells of fewer people than may be told.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::company::Company;
use crate::terminal::both;

macro_rules! assert_seen {
    ($name:literal, $seen:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $seen);
        });
    };
}

/// Opens a wave of the sample company, takes its file of answers in, and closes it.
fn hold(company: &Company, wave: &str) {
    company.run_well(&["culture", "wave", "open", wave, "--merge", "logistics=technical"]);
    company.run_well(&["culture", "import", wave, &format!("culture/answers_{wave}.csv")]);
    company.run_well(&["culture", "wave", "close", wave]);
}

fn held() -> Company {
    let company = Company::committed();
    company.weave_well();
    hold(&company, "2026-03");
    hold(&company, "2026-06");
    company
}

fn report(company: &Company) -> Value {
    serde_json::from_str(&company.run_well(&["--json", "culture", "report"])).unwrap()
}

fn truth() -> Value {
    let text = include_str!("../../../../data/sample/truth.json");
    let truth: Value = serde_json::from_str(text).unwrap();
    truth["culture"].clone()
}

/// The part of a list whose field is a word.
fn part<'a>(list: &'a Value, field: &str, word: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|one| one[field] == word).unwrap()
}

/// Every object in a value.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            found.push(value);
            fields.values().for_each(|field| objects(field, found));
        }
        Value::Array(list) => list.iter().for_each(|one| objects(one, found)),
        _ => {}
    }
}

/// What is dated today is not the same tomorrow.
fn undated(text: &str) -> String {
    let is_date = |word: &str| word.len() == 10 && word.split('/').count() == 3;
    text.lines()
        .map(|line| {
            let line = match line.find(" on ").filter(|_| line.contains("closed on")) {
                Some(at) => {
                    let rest = line[at..].find(" · ").map_or("", |end| &line[at + end..]);
                    format!("{} on [DAY]{rest}", &line[..at])
                }
                None => line.to_owned(),
            };
            let words = line.split(' ').map(|word| if is_date(word) { "[DAY]" } else { word });
            words.collect::<Vec<_>>().join(" ")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_wave_is_opened_answered_and_closed() {
    let company = Company::committed();
    company.weave_well();
    assert_seen!("culture_wave_small", both(&company, &["culture", "wave", "open", "2026-06"]));
    let opened =
        ["--lang", "en", "culture", "wave", "open", "2026-06", "--merge", "logistics=technical"];
    assert_seen!("culture_wave_opened", company.run_well(&opened));
    let codes = company.run_well(&["--json", "culture", "invite", "2026-06"]);
    let codes: Value = serde_json::from_str(&codes).unwrap();
    let codes = codes.as_array().unwrap();
    assert_eq!(codes.len(), 14 + 32 + 11 + 7 + 18 + 4);
    let all: BTreeSet<&str> = codes.iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(all.len(), codes.len(), "each code is given once");
    let of_logistics = part(&Value::from(codes.clone()), "department", "logistics")["code"].clone();

    let answer = |code: &str| {
        company.run(&["culture", "answer", "2026-06", code, "filo1=4", "filo2=NA", "v1:sales=2"])
    };
    assert!(answer(of_logistics.as_str().unwrap()).status.success());
    assert_eq!(answer(of_logistics.as_str().unwrap()).status.code(), Some(1), "used");
    assert_eq!(answer("K7QF-2M9A").status.code(), Some(2), "mistyped");
    let mut administration = codes.iter().filter(|one| one["department"] == "administration");
    for one in administration.by_ref().take(6) {
        assert!(answer(one["code"].as_str().unwrap()).status.success());
    }
    let shown = company.run_well(&["--json", "culture", "wave", "show", "2026-06"]);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let own = part(&shown["departments"], "department", "administration");
    assert_eq!((own["from"].as_u64(), own["to"].as_u64()), (Some(5), Some(14)), "in steps of five");
    let technical = part(&shown["departments"], "department", "technical");
    assert_eq!(technical["invited"], 22, "with those of logistics");
    let early = company.run(&["culture", "report"]);
    assert_eq!(early.status.code(), Some(2), "nothing is told of an open wave");
    let again = ["culture", "wave", "open", "2026-06", "--merge", "logistics=technical"];
    assert_eq!(company.run(&again).status.code(), Some(2), "the name is taken");
    company.run_well(&["culture", "wave", "close", "2026-06"]);
    let late = administration.next().unwrap()["code"].as_str().unwrap();
    assert_eq!(answer(late).status.code(), Some(2), "it is closed");
}

#[test]
fn what_is_kept_joins_no_answer_with_a_code_or_a_time() {
    let company = Company::committed();
    company.weave_well();
    company.run_well(&["culture", "wave", "open", "w", "--merge", "logistics=technical"]);
    let codes = company.run_well(&["culture", "invite", "w", "--department", "sales"]);
    let codes: Vec<&str> =
        codes.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    for code in &codes {
        let args =
            ["culture", "answer", "w", code, "filo1=4", "una_cosa=Mario Rossi risponde tardi"];
        company.run_well(&args);
    }
    let connection = rusqlite::Connection::open(company.path().join("filo.db")).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM ballot"), 11);
    assert_eq!(count("SELECT count(*) FROM invitation"), 0, "used codes are gone");
    for table in ["ballot", "ballot_seen", "ballot_words"] {
        let sql = format!("SELECT name FROM pragma_table_info('{table}')");
        let mut statement = connection.prepare(&sql).unwrap();
        let columns = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        for column in columns {
            let column = column.unwrap();
            let known =
                ["wave", "key", "department", "content", "rater", "rated", "question", "words"];
            assert!(known.contains(&&*column), "{table} holds {column}");
        }
    }
    let kept: Vec<u8> =
        company.store_files().iter().flat_map(|path| std::fs::read(path).unwrap()).collect();
    let holds = |text: &str| kept.windows(text.len()).any(|window| window == text.as_bytes());
    for code in codes {
        assert!(!holds(code) && !holds(&code.replace('-', "")), "a code stands in the store");
    }
    assert!(!holds("Mario Rossi risponde"), "words are kept without names");
    assert!(holds("risponde tardi"));
}

#[test]
fn what_is_planted_in_the_sample_is_told_and_nothing_else_is_called_different() {
    let company = held();
    let told = report(&company);
    let truth = truth();
    let own = truth["own"].as_array().unwrap();
    let planted = own.iter().filter(|one| one["wave"] == "2026-06");
    let (mut inside, mut all) = (0, 0);
    for one in planted {
        for (dimension, mean) in one["means"].as_object().unwrap() {
            let figures = part(&told["statistics"]["dimensions"], "code", dimension);
            let department = one["department"].as_str().unwrap();
            let cell = part(&figures["departments"], "department", department);
            let interval = &cell["score"]["interval"];
            let mean = mean.as_f64().unwrap();
            let is_inside = interval[0].as_f64().is_some_and(|low| low <= mean)
                && interval[1].as_f64().is_some_and(|high| mean <= high);
            (inside, all) = (inside + u32::from(is_inside), all + u32::from(interval.is_array()));
        }
    }
    // 95 of 100; people's styles go through all dimensions, so that misses come together.
    assert!(all >= 38 && inside * 100 >= all * 85, "{inside} of {all} intervals hold the truth");
    let administration = &told["mirrors"]["departments"]["administration"];
    assert_eq!(administration["self_view"]["is_flagged"], true, "it thinks more of itself");
    let flagged = told["mirrors"]["departments"].as_object().unwrap().iter();
    let flagged: Vec<&String> = flagged
        .filter(|(_, mirror)| mirror["self_view"]["is_flagged"] == true)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(flagged, ["administration"]);
    let together = part(&told["changes"]["dimensions"], "dimension", "insieme");
    let technical = &part(&together["departments"], "department", "technical")["change"];
    assert!(technical["difference"].as_f64().unwrap() > 5.0, "planted: 12 points");
    assert_eq!(told["changes"]["since"], "2026-03");
    for change in told["changes"]["dimensions"].as_array().unwrap() {
        for one in change["departments"].as_array().unwrap() {
            let is_planted = one["department"] == "technical" && change["dimension"] == "insieme";
            assert!(is_planted || one["change"]["different"] != true, "{one}");
        }
    }
}

#[test]
fn no_figure_is_about_fewer_people_than_may_be_told() {
    let company = held();
    let told = report(&company);
    let mut found = Vec::new();
    objects(&told["statistics"], &mut found);
    objects(&told["changes"], &mut found);
    objects(&told["closings"], &mut found);
    objects(&told["seen"], &mut found);
    let counted = found.iter().filter_map(|one| one["n"].as_u64());
    assert!(counted.clone().count() > 300);
    assert!(counted.clone().all(|n| n >= 5), "{:?}", counted.min());
    for dimension in told["statistics"]["dimensions"].as_array().unwrap() {
        for cell in dimension["departments"].as_array().unwrap() {
            let answers = cell["answers"].as_array().cloned().unwrap_or_default();
            assert!(answers.iter().all(|item| item["n"].as_u64().unwrap() >= 8), "{cell}");
        }
    }
    assert!(told["seen"]["columns"]["logistics"].is_null(), "four people are no group");
    let again = report(&company);
    assert_eq!(told, again, "what was published may be asked again");
}

#[test]
fn comments_leave_without_names_and_pages_without_anything_to_load() {
    let company = held();
    let told = report(&company);
    let comments = told["comments"].to_string();
    assert!(told["comments"]["company"].as_array().unwrap().len() >= 30);
    for mention in truth()["mentions"].as_array().unwrap() {
        let text = mention["text"].as_str().unwrap();
        assert!(!comments.contains(text), "a planted {} is told", mention["kind"]);
    }
    for lang in ["it", "en"] {
        company
            .run_well(&["--lang", lang, "culture", "report", "--out", "c.html", "--each", "each"]);
        let mut pages = vec![String::from_utf8(company.read("c.html")).unwrap()];
        for department in ["administration", "marketing", "technical"] {
            let page = company.read(&format!("each/{department}.html"));
            pages.push(String::from_utf8(page).unwrap());
        }
        for page in &pages {
            for loaded in ["<script", "<link", "<img", "src=", "url(", "http:", "https:"] {
                assert!(!page.contains(loaded), "the page holds `{loaded}`");
            }
            for key in ["culture-", "wave-", "page-", "report-"] {
                let places = page.match_indices(key).map(|(at, _)| &page[at..at + 30]);
                let places: Vec<&str> = places.collect();
                assert!(places.is_empty(), "a text is missing: {places:?}");
            }
            assert_eq!(page.matches("<svg").count(), page.matches("role=\"img\"").count());
            assert!(page.matches("<svg").count() >= 4 && !page.contains("NaN"));
        }
        assert!(!company.path().join("each/logistics.html").exists());
    }
}

#[test]
fn words_with_markup_stay_words() {
    let company = Company::committed();
    company.weave_well();
    let text = String::from_utf8(company.read("culture/answers_2026-06.csv")).unwrap();
    let header = text.lines().next().unwrap();
    let column = header.split(',').position(|name| name == "una_cosa").unwrap();
    let mut rows: Vec<String> = vec![header.to_owned()];
    for line in text.lines().skip(1).filter(|line| !line.contains('"')) {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[column] = "<b>rispondere</b> & <script>alert(1)</script> prima";
        rows.push(cells.join(","));
    }
    company.write("culture/answers_2026-06.csv", rows.join("\n").as_bytes());
    hold(&company, "2026-06");
    let page = company.run_well(&["culture", "report", "--out", "-"]);
    assert!(!page.contains("<script>") && page.contains("&#60;b&#62;rispondere"));
}

#[test]
fn what_people_see_of_waves_and_culture() {
    let company = held();
    assert_seen!("culture_report", both(&company, &["culture", "report"]));
    assert_seen!("culture_waves", undated(&both(&company, &["culture", "wave", "list"])));
    assert_seen!("culture_wave", undated(&both(&company, &["culture", "wave", "show", "2026-06"])));
    assert_seen!("culture_no_wave", both(&company, &["culture", "wave", "show", "2025"]));
    assert_seen!("culture_again", both(&company, &["culture", "wave", "close", "2026-06"]));
    let kept = both(&company, &["culture", "wave", "remove", "2026-06"]);
    assert_seen!("culture_kept", kept);
    assert_seen!("culture_questionnaire", both(&company, &["culture", "questionnaire", "--pulse"]));
}

#[test]
fn somebody_elses_questionnaire_needs_its_licence_and_a_pulse_asks_eight() {
    let company = Company::committed();
    company.weave_well();
    let own = include_str!("../../../../data/questionnaire/filo.toml");
    let others = own.replacen("id = \"filo\"", "id = \"scala\"", 1);
    let unlicensed = others.replacen("terms = \"MIT OR Apache-2.0\"", "terms = \"\"", 1);
    company.write("scala.toml", unlicensed.as_bytes());
    let open = ["culture", "wave", "open", "w", "--merge", "logistics=technical"];
    let with_file = [&open[..], &["--instrument", "scala.toml"]].concat();
    let refused = company.run(&with_file);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("licence") && said.contains("scala"), "{said}");
    company.write("scala.toml", others.as_bytes());
    company.run_well(&with_file);
    let pulse = [&["--json"], &open[..3], &["pulse-07"], &open[4..], &["--pulse"]].concat();
    let pulse: Value = serde_json::from_str(&company.run_well(&pulse)).unwrap();
    assert_eq!(pulse["items"], 8);
}
