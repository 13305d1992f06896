//! Customers are asked after a case only where the guard allows it, once, and their answers add up to what is told.

use std::collections::{BTreeMap, BTreeSet};

use filo_culture::code::Code;
use filo_model::facts::{Facts, State};
use filo_store::thread::Thread;
use serde_json::Value;

use crate::company::Company;
use crate::terminal::both;
use crate::truth::text;

const ASK: [&str; 5] = ["culture", "heard", "ask", "--as-of", "2026-06-30"];
const SHOW: [&str; 3] = ["culture", "heard", "show"];
const FILE: &str = "culture/heard_2026-06.csv";

fn woven() -> Company {
    let company = Company::committed();
    company.weave_well();
    company
}

fn json(company: &Company, args: &[&str]) -> Value {
    serde_json::from_str(&company.run_well(&[args, &["--json"]].concat())).unwrap()
}

/// The rows of a list, by its headings.
fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), head.len(), "{line}");
        head.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
    };
    lines.map(row).collect()
}

fn list(company: &Company, name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&String::from_utf8(company.read(name)).unwrap())
}

/// Complaints whose last word is that they were opened.
fn open_complaints(thread: &Thread) -> usize {
    let mut last: BTreeMap<&str, State> = BTreeMap::new();
    for entry in thread.entries.iter().filter(|entry| !entry.superseded) {
        if let Facts::Complaint(facts) = &entry.facts {
            last.insert(facts.complaint.as_deref().unwrap_or(""), facts.state.unwrap());
        }
    }
    last.values().filter(|state| **state == State::Opened).count()
}

fn answered(told: &Value) -> (u64, u64) {
    let figure = &told["company"]["answered"];
    (figure["x"].as_u64().unwrap(), figure["n"].as_u64().unwrap())
}

#[test]
fn nobody_who_still_waits_is_asked_and_nobody_twice() {
    let company = woven();
    let threads = company.threads();
    let complaining: BTreeSet<String> = threads
        .iter()
        .filter(|thread| open_complaints(thread) > 0)
        .map(|thread| thread.customer.to_string())
        .collect();
    assert!(!complaining.is_empty(), "the sample has open complaints");

    let told = json(&company, &[&ASK[..], &["--days", "90", "--out", "list.csv"]].concat());
    let listed = list(&company, "list.csv");
    assert!(listed.len() >= 10, "{told}");
    assert_eq!(told["listed"], listed.len());
    let customers: BTreeSet<&String> = listed.iter().map(|row| &row["customer"]).collect();
    assert_eq!(customers.len(), listed.len(), "each customer once");
    assert!(customers.iter().all(|customer| !complaining.contains(*customer)));
    for row in &listed {
        let day: jiff::civil::Date = row["closed"].parse().unwrap();
        assert!(day >= jiff::civil::date(2026, 4, 2) && day <= jiff::civil::date(2026, 6, 30));
        assert!(row["code"].parse::<Code>().is_ok());
        let thread =
            threads.iter().find(|one| one.customer.to_string() == row["customer"]).unwrap();
        let is_theirs = |entry: &filo_model::entry::Entry| {
            entry.case.as_ref().is_some_and(|case| case.case == row["case"])
        };
        assert!(thread.entries.iter().any(is_theirs), "a case of their own");
    }
    let days: Vec<&String> = listed.iter().map(|row| &row["closed"]).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "the newest first");

    // Who is held is told with the card; every question and its answer is in the log.
    let left = &told["left_out"];
    let guard = left["guard"].as_u64().unwrap();
    let card = told["cards"].as_array().unwrap().iter().find(|card| card["card"] == "ASC-01");
    let card = card.expect("somebody still waits");
    assert!(text(card, "title").starts_with("Non si chiede"), "{card}");
    assert!((1..=guard).contains(&card["answers"]["hold"].as_u64().unwrap()));
    let sum: u64 = left.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(sum + listed.len() as u64, told["customers"].as_u64().unwrap());
    let kept = company.store().verdict_list(None, 10_000).unwrap();
    assert_eq!(kept.len() as u64, guard + listed.len() as u64);
    assert!(kept.iter().all(|one| one.action == "ask_after_case"));
    let allowed = kept.iter().filter(|one| one.answer == "allow");
    let allowed: BTreeSet<String> = allowed.map(|one| one.customer.unwrap().to_string()).collect();
    assert_eq!(allowed, customers.into_iter().cloned().collect());

    let again = json(&company, &[&ASK[..], &["--days", "90"]].concat());
    assert_eq!(
        (&again["listed"], again["asked_before"].as_u64()),
        (&0.into(), Some(listed.len() as u64))
    );
    let other_way = json(&company, &[&ASK[..], &["--days", "90", "--pause", "0"]].concat());
    let more = other_way["list"].as_array().unwrap();
    let asked: BTreeSet<&str> = listed.iter().map(|row| row["case"].as_str()).collect();
    assert!(more.iter().all(|row| !asked.contains(text(row, "case"))), "no case twice");
}

#[test]
fn a_trial_keeps_nothing_and_says_what_would_be_done() {
    let company = woven();
    let args = [&ASK[..], &["--dry-run", "--with-names"]].concat();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("heard_after_ask", both(&company, &args));
        insta::assert_snapshot!("heard_after_none", both(&company, &SHOW));
    });
    assert_eq!(company.store().after_list().unwrap(), []);
    assert_eq!(company.store().verdict_list(None, 9).unwrap(), []);
    // Without a day the guard is asked now, and says which sources are too old for it.
    let now = json(&company, &["culture", "heard", "ask", "--dry-run"]);
    assert_ne!(now["stale"].as_array().unwrap().len(), 0);
}

#[test]
fn a_share_is_always_of_the_same_cases_and_a_limit_takes_the_newest() {
    let company = woven();
    let cases = |args: &[&str]| -> Vec<String> {
        let told = json(&company, &[&ASK[..], &["--days", "90", "--dry-run"], args].concat());
        let list = told["list"].as_array().unwrap().iter();
        list.map(|row| text(row, "case").to_owned()).collect()
    };
    let all = cases(&[]);
    let some = cases(&["--share", "40"]);
    assert!(some.len() < all.len() && !some.is_empty(), "{} of {}", some.len(), all.len());
    assert_eq!(some, cases(&["--share", "40"]));
    let more = cases(&["--share", "70"]);
    assert!(some.iter().all(|case| more.contains(case) && all.contains(case)));
    assert_eq!(cases(&["--limit", "2"]), all[..2]);
}

/// A file of answers as somebody would write it beside a list, with rows that cannot be taken; and the mistyped code.
fn answers(listed: &[BTreeMap<String, String>]) -> (String, String) {
    let of = |place: usize, column: &str| listed[place][column].as_str();
    let mut mistyped = of(3, "code").to_owned();
    let last = if mistyped.ends_with('Z') { "Y" } else { "Z" };
    mistyped.replace_range(8.., last);
    // The list as it was written, with answers beside it.
    let answers = format!(
        "code;case;customer;Solved;effort;date\n\
         {};;;5;Molto vero;2026-07-02\n\
         {};;;NA;1;\n\
         {};;;;;\n\
         ;{};{};2;Half true;03/07/2026\n\
         {mistyped};;;5;5;\n\
         {};;;5;5;\n\
         ;M-0;{};5;5;\n\
         ;{};Nobody 99;5;5;\n\
         ;;C10000001;5;5;\n\
         {};;;6;5;\n\
         {};;;5;5;yesterday\n",
        of(0, "code"),
        of(1, "code"),
        of(2, "code"),
        of(3, "case"),
        of(3, "customer"),
        Code::of([7; 8]),
        of(4, "customer"),
        of(4, "case"),
        of(5, "code"),
        of(5, "code"),
    );
    (answers, mistyped)
}

#[test]
fn answers_come_back_by_code_or_case_once_and_bad_rows_are_named() {
    let company = woven();
    company.run_well(
        &[&ASK[..], &["--days", "90", "--out", "list.csv", "--link", "https://filo.example/r/"]]
            .concat(),
    );
    let listed = list(&company, "list.csv");
    assert!(listed.iter().all(|row| {
        row["link"] == format!("https://filo.example/r/{}", row["code"].replace('-', ""))
    }));
    let (answers, mistyped) = answers(&listed);
    company.write("answers.csv", answers.as_bytes());
    let import = ["culture", "heard", "import", "answers.csv"];
    let dry = json(&company, &[&import[..], &["--dry-run"]].concat());
    assert_eq!(answered(&json(&company, &SHOW)), (0, listed.len() as u64));
    let output = company.run(&[&import[..], &["--json", "--lang", "en"]].concat());
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let counts = ["rows", "answered", "replaced", "asked", "known", "set_apart"];
    let counted = |told: &Value| counts.map(|count| told[count].as_u64().unwrap());
    assert_eq!(counted(&told), [11, 3, 0, 0, 1, 7]);
    assert_eq!(counted(&dry), counted(&told));
    let words = String::from_utf8(output.stderr).unwrap();
    for why in [
        "row 6 set apart: the code is mistyped",
        "row 7 set apart: nobody was given this code",
        "row 8 set apart: the customer has no such case",
        "row 9 set apart: no customer fits",
        "row 10 set apart: it says neither",
        "row 11 set apart: the value of `solved` is no answer",
        "row 12 set apart: the date is none",
    ] {
        assert!(words.contains(why), "{why}: {words}");
    }
    assert!(
        !words.contains("Nobody") && !words.contains("yesterday") && !words.contains(&mistyped)
    );
    let shown = company.run_well(&SHOW);
    let again = json(&company, &import);
    assert_eq!(counted(&again), [11, 0, 0, 0, 4, 7]);
    assert_eq!(company.run_well(&SHOW), shown, "the same file twice changes nothing");
    assert_eq!(answered(&json(&company, &SHOW)), (3, listed.len() as u64));
    company.write("later.csv", format!("code,solved\n{},1\n", listed[0]["code"]).as_bytes());
    let later = json(&company, &["culture", "heard", "import", "later.csv"]);
    assert_eq!(counted(&later), [1, 0, 1, 0, 0, 0]);
    for (name, content) in
        [("none.csv", "solved,effort\n4,4\n"), ("other.csv", "code,solved,ease\nX,4,4\n")]
    {
        company.write(name, content.as_bytes());
        assert_eq!(company.run(&["culture", "heard", "import", name]).status.code(), Some(2));
    }
}

#[test]
fn what_is_told_of_the_sample_is_what_its_customers_answered() {
    let company = woven();
    let output = company.run(&["culture", "heard", "import", FILE, "--json", "--lang", "en"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut file = list(&company, FILE);
    assert_eq!(told["rows"], file.len());
    // A case or two are lost on the way into the exports: nobody can tell whose they are.
    let words = String::from_utf8(output.stderr).unwrap();
    let apart = words.lines().filter_map(|line| line.strip_prefix("row ")?.split_once(' '));
    let apart: Vec<usize> = apart.map(|(line, _)| line.parse().unwrap()).collect();
    assert_eq!(told["set_apart"], apart.len());
    assert!(apart.len() * 50 <= file.len(), "{words}");
    for line in apart.iter().rev() {
        file.remove(line - 2);
    }
    let truth: Value = serde_json::from_slice(&company.read("truth.json")).unwrap();
    let mut kept: BTreeMap<String, u64> = BTreeMap::new();
    for one in company.store().after_list().unwrap() {
        *kept.entry(one.department).or_default() += 1;
    }
    let of_truth = truth["culture"]["heard"].as_array().unwrap().iter();
    let elsewhere: u64 = of_truth
        .map(|one| {
            let kept = kept.get(text(one, "department")).copied().unwrap_or(0);
            one["asked"].as_u64().unwrap().abs_diff(kept)
        })
        .sum();
    assert!(elsewhere * 20 <= file.len() as u64, "{kept:?}");
    let shown = json(&company, &SHOW);
    let given: Vec<f64> = file.iter().filter_map(|row| row["solved"].parse().ok()).collect();
    assert_eq!(answered(&shown), (given.len() as u64, file.len() as u64));
    #[expect(clippy::cast_precision_loss, reason = "a few dozen answers")]
    let mean = given.iter().map(|point| (point - 1.0) * 25.0).sum::<f64>() / given.len() as f64;
    let solved = &shown["company"]["questions"][0];
    assert!((solved["mean"].as_f64().unwrap() - mean).abs() < 1e-9, "{solved}");
    // Logistics has four people: it is told with others, and nowhere by its name.
    let departments: Vec<&Value> = shown["departments"].as_array().unwrap().iter().collect();
    assert!(departments.iter().all(|one| one["department"] != "logistics"));
    assert_eq!(departments.iter().filter(|one| one["department"].is_null()).count(), 1);
    let sum: u64 = departments.iter().map(|one| one["answered"]["n"].as_u64().unwrap()).sum();
    assert_eq!(sum, file.len() as u64);
    // A period holds those who were asked in it, and the parts make the whole.
    let part = |args: &[&str]| answered(&json(&company, &[&SHOW[..], args].concat()));
    let (before, after) = (part(&["--to", "2026-05-15"]), part(&["--from", "2026-05-16"]));
    assert!(before.1 > 0 && after.1 > 0);
    assert_eq!((before.0 + after.0, before.1 + after.1), answered(&shown));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("heard_after_show", both(&company, &SHOW));
    });
    // Whoever was asked elsewhere is not asked again so soon.
    let told = json(&company, &[&ASK[..], &["--days", "90", "--dry-run"]].concat());
    assert_ne!(told["asked_before"], 0);
    assert_ne!(told["left_out"]["asked_lately"], 0);
}

#[test]
fn who_restricts_is_left_out_and_who_is_erased_still_counts() {
    let company = woven();
    let apart =
        json(&company, &["culture", "heard", "import", FILE])["set_apart"].as_u64().unwrap();
    let before = json(&company, &SHOW);
    let answers = company.store().after_list().unwrap();
    let one = answers.iter().find(|one| one.points.is_some()).unwrap().customer.unwrap();
    let who = one.to_string();
    let theirs = answers.iter().filter(|answer| answer.customer == Some(one)).count();
    company.run_well(&["person", "restrict", &who]);
    assert_eq!(answered(&json(&company, &SHOW)).1, answered(&before).1 - theirs as u64);
    let told = json(&company, &[&ASK[..], &["--days", "90", "--pause", "0", "--dry-run"]].concat());
    assert!(told["list"].as_array().unwrap().iter().all(|row| row["customer"] != *who));
    company.run_well(&["person", "restrict", &who, "--lift"]);
    let copy = json(&company, &["person", "export", &who]);
    let copied = copy["heard_after"].as_array().unwrap();
    assert_eq!(copied.len(), theirs);
    assert!(copied[0]["points"]["solved"].is_u64(), "{copy}");
    let receipt = json(&company, &["person", "erase", &who]);
    assert_eq!(receipt["heard_after"], theirs);
    assert_eq!(json(&company, &SHOW), before, "counts still add up");
    assert!(
        company.store().after_list().unwrap().iter().all(|answer| answer.customer != Some(one))
    );
    let again = json(&company, &["culture", "heard", "import", FILE]);
    assert_eq!(again["set_apart"], apart + theirs as u64, "nobody fits any more");
    assert_eq!(json(&company, &SHOW), before);
}

#[test]
fn a_case_belongs_to_whose_people_moved_last_and_one_that_began_again_has_not_ended() {
    let company = Company::committed();
    let row = |number: u64, case: &str, contact: &str, day: u8, step: &str, team: &str| {
        let kind = if team.is_empty() { "customer_message" } else { "agent_reply" };
        format!(
            "TE{number},{case},{contact},2026-06-{day}T10:00:00,{kind},{step},web,{team},,,,,,,,\"Grazie\"\n"
        )
    };
    let (thanked, again) = ("H1319031", "H8639147");
    let lines = [
        row(9_900_000_001, "T99-1", thanked, 18, "opened", ""),
        row(9_900_000_002, "T99-1", thanked, 19, "resolved", "technical"),
        row(9_900_000_003, "T99-1", thanked, 20, "closed", ""),
        row(9_900_000_004, "T99-2", again, 18, "opened", ""),
        row(9_900_000_005, "T99-2", again, 19, "closed", "sales"),
        row(9_900_000_006, "T99-2", again, 21, "reopened", ""),
        row(9_900_000_007, "T99-3", again, 18, "opened", ""),
    ];
    company.append("customer_service/tickets_2026-06-30.csv", &lines.concat());
    company.weave_well();
    // On a channel that needs no address.
    let told = json(&company, &[&ASK[..], &["--channel", "web", "--dry-run"]].concat());
    let list = told["list"].as_array().unwrap();
    let of_case = |case: &str| list.iter().find(|row| row["case"] == case);
    let row = of_case("T99-1").expect("nothing stands against it");
    assert_eq!((text(row, "department"), text(row, "closed")), ("technical", "2026-06-20"));
    assert_eq!(of_case("T99-2"), None);
    // Who was asked before it began again may have answered.
    let answers = "case,customer,solved,date\nt99 2,H8639147,2,2026-06-20\nT99-3,H8639147,2,\n";
    company.write("answers.csv", answers.as_bytes());
    let output = company.run(&["culture", "heard", "import", "answers.csv", "--lang", "en"]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("row 3 set apart: nothing says that the case ended"), "{words}");
    assert!(words.contains("The file holds answers alone"), "{words}");
    let kept = company.store().after_list().unwrap();
    assert_eq!((kept.len(), kept[0].department.as_str()), (1, "sales"));
}
