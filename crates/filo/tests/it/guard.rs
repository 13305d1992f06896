//! The guard on the sample company: what it stops, what it lets pass, what it says, and what it keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::company::Company;
use crate::terminal::both;
use crate::truth::{keys_by_place, text};

/// A run that ends as expected, and what it printed as JSON.
fn json(company: &Company, args: &[&str], code: i32) -> Value {
    let output = company.run(&[args, &["--json"]].concat());
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {words}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// All the time there is in a sample.
const ALL: [&str; 4] = ["--from", "2020-01-01", "--to", "2027-01-01"];

/// The kinds of harm that are an act of the company, for which the guard is asked before.
const KINDS: [&str; 7] =
    ["not_due", "paid", "credited", "disputed", "rejected", "after_end", "suspect_promotion"];

/// How many are planted, tied to their customer and shown, and how many of them are stopped.
type Stopped = BTreeMap<String, (u64, u64)>;

/// What the guard would have done on a sample company.
struct Outcome {
    /// Undue acts, by their kind.
    harms: Stopped,
    /// Acts that break a written procedure, by its template.
    breaches: Stopped,
    /// Acts that the truth says nothing against.
    harmless: u64,
    /// Of these, those held.
    held: u64,
    /// Of these, those refused.
    refused: u64,
}

/// A source and the key of a row in it.
type Act = (String, String);

/// The answers that were not plainly to allow.
fn answers(company: &Company) -> BTreeMap<Act, String> {
    let list = json(company, &[&["replay", "--list"][..], &ALL].concat(), 0);
    let keys = keys_by_place(company);
    let named = list.as_array().unwrap().iter().map(|act| {
        let place = format!("{}:{}", text(act, "file"), act["line"]);
        let key = keys.get(&place).cloned().unwrap_or(place);
        ((text(act, "source").to_owned(), key), text(act, "answer").to_owned())
    });
    named.collect()
}

fn outcome(company: &Company) -> Outcome {
    company.weave_well();
    let all = json(company, &[&["replay"][..], &ALL].concat(), 0);
    let answers = answers(company);
    let truth: Value = serde_json::from_slice(&company.read("truth.json")).unwrap();
    let (mut harms, mut breaches) = (Stopped::new(), Stopped::new());
    let mut harmful: BTreeSet<Act> = BTreeSet::new();
    let mut count = |counts: &mut Stopped, one: &Value, name: &str| {
        let act = (text(&one["act"], "source").to_owned(), text(&one["act"], "key").to_owned());
        // Where noise took the record away, nobody could know.
        if one["shown"] == true && one["tied"] == true {
            let count = counts.entry(name.to_owned()).or_default();
            count.0 += 1;
            let answer = answers.get(&act).map(String::as_str);
            count.1 += u64::from(matches!(answer, Some("hold" | "refuse")));
        }
        harmful.insert(act);
    };
    for one in truth["planted"].as_array().unwrap() {
        let kind = text(one, "kind");
        if one["harm"] == true && KINDS.contains(&kind) {
            count(&mut harms, one, kind);
        }
    }
    for one in truth["procedures"].as_array().unwrap() {
        count(&mut breaches, one, text(one, "template"));
    }
    let harmless = all["acts"].as_u64().unwrap() - harmful.len() as u64;
    let answered = |wanted: &str| {
        let those = answers.iter().filter(|(act, _)| !harmful.contains(*act));
        those.filter(|(_, answer)| *answer == wanted).count() as u64
    };
    let (held, refused) = (answered("hold"), answered("refuse"));
    Outcome { harms, breaches, harmless, held, refused }
}

#[test]
fn every_undue_act_of_a_sample_is_stopped_and_few_others_are_held() {
    let Outcome { harms, breaches, harmless, held, refused } = outcome(&Company::sample(751, 7));
    assert_eq!(harms.len(), KINDS.len(), "{harms:?}");
    assert!(harms.values().all(|(planted, stopped)| planted == stopped), "{harms:?}");
    assert!(breaches.len() >= 6, "{breaches:?}");
    assert!(breaches.values().all(|(planted, stopped)| planted == stopped), "{breaches:?}");
    assert!(held * 20 <= harmless, "{held} of {harmless} harmless acts are held");
    assert!(refused * 100 <= harmless, "{refused} of {harmless} harmless acts are refused");
}

#[test]
fn a_question_is_answered_with_its_entries_and_kept() {
    let company = Company::committed();
    company.weave_well();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        // Only the days of the present differ from run to run.
        let ask = |args: &[&str]| both(&company, &[&["ask"][..], args, &["--dry-run"]].concat());
        let seen = ask(&["C10000006", "--action", "transfer", "--on", "2026-04-01"]);
        insta::assert_snapshot!("ask_refused", seen);
        let seen = ask(&["C10000006", "--action", "remind", "--claim", "NONE", "--on", "2026-05-14", "--fail-on", "refuse"]);
        insta::assert_snapshot!("ask_unknown_claim", without_days(&seen));
        insta::assert_snapshot!("rules_show", both(&company, &["rules", "show", "REC-06"]));
    });
    let told = json(
        &company,
        &["ask", "C10000006", "--action", "transfer", "--on", "2026-04-01", "--fail-on", "refuse"],
        1,
    );
    let decision = text(&told, "decision").to_owned();
    assert_eq!(text(&told, "answer"), "refuse");
    let kept = json(&company, &["verdict", "show", &decision], 0);
    assert_eq!(text(&kept[0], "answer"), "refuse");
    assert_eq!(kept[0]["content"]["parts"][0]["facts"]["claim_not_due"], true);
    // Nobody may act against it; what was followed is noted.
    let refused = company.run(&["verdict", "done", &decision, "overridden", "--reason", "subito"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(company.run(&["verdict", "done", &decision, "followed"]).status.success());
    let kept = json(&company, &["verdict", "list", "C10000006"], 0);
    assert_eq!(text(&kept[0]["outcomes"][0], "outcome"), "followed");
}

/// What is held has to be decided some days from now.
fn without_days(seen: &str) -> String {
    let words = seen.split_inclusive(' ').map(|word| {
        let is_day =
            word.len() >= 10 && word.matches('/').count() == 2 && !word.contains("05/2026");
        if is_day { "[DAY] ".to_owned() } else { word.to_owned() }
    });
    let seen: String = words.collect();
    let mut out = String::new();
    for line in seen.lines() {
        match line.split_once(" decides by ") {
            Some((before, _)) => out.push_str(&format!("{before} decides by [DAY]")),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_same_question_as_json_is_answered_alike_and_a_wrong_one_says_where() {
    let company = Company::committed();
    company.weave_well();
    let question = r#"{"who": "C10000006", "action": "transfer", "on": "2026-04-01", "facts": {"recorded_call": false}}"#;
    company.write("question.json", question.as_bytes());
    let told = json(&company, &["ask", "--question", "question.json"], 0);
    assert_eq!(text(&told, "answer"), "refuse");
    company.write("wrong.json", br#"{"who": "Rossi", "colour": 3}"#);
    let output = company.run(&["ask", "--question", "wrong.json"]);
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("wrong.json") && !words.contains("Rossi"), "{words}");
}

#[test]
fn a_plan_is_tried_on_all_customers() {
    let company = Company::committed();
    company.weave_well();
    let plan = "name = 'Aumento'\naction = 'win_back'\non = 2026-06-30\nwho = { fact = 'days_since_leaving', at_most = 400 }\n";
    company.write("plan.toml", plan.as_bytes());
    let told = json(&company, &["replay", "--draft", "plan.toml"], 0);
    let concerned = told["concerned"].as_u64().unwrap();
    assert!(0 < concerned && concerned < told["customers"].as_u64().unwrap(), "{told}");
    let answered: u64 = told["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["customers"].as_u64().unwrap())
        .sum();
    assert_eq!(answered, concerned);
}

#[test]
fn a_card_of_the_company_s_own_holds_and_a_flawed_one_is_refused() {
    let company = Company::committed();
    company.weave_well();
    let said = "{ it = 'sì', en = 'yes' }";
    let card = |fact: &str| {
        format!(
            "[[card]]\nid = 'OWN-1'\nversion = 1\ntitle = {said}\nowner = 'administration'\nactions = ['write']\n\
             when = {{ fact = '{fact}', at_least = 0 }}\nverdict = 'warn'\noverride = 'one'\nnotice = {said}\nwords = {said}\n\
             release = {said}\nalternatives = ['open_case']\ntests = [\n  {{ name = 'a', action = 'write', facts = {{ open_cases = 1 }}, expect = 'warn' }},\n  {{ name = 'b', action = 'write', expect = 'allow' }},\n]\n"
        )
    };
    std::fs::create_dir(company.path().join("rules")).unwrap();
    company.write("rules/own.toml", card("open_cases").as_bytes());
    let told = json(&company, &["ask", "C10000006", "--action", "write", "--on", "2026-05-14"], 0);
    assert_eq!(text(&told, "answer"), "warn");
    assert_eq!(text(&told["parts"][0]["cards"][0], "card"), "OWN-1");
    assert!(company.run(&["rules", "test"]).status.success());
    company.write("rules/own.toml", card("open_doors").as_bytes());
    let output = company.run(&["ask", "C10000006", "--action", "write"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("open_doors"));
}

#[test]
fn the_page_of_facts_is_what_the_program_says() {
    let company = Company::empty();
    let output = company.run(&["rules", "facts"]);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/FACTS.md");
    let kept = std::fs::read_to_string(page).unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap().trim_end(),
        kept.trim_end(),
        "`filo rules facts > docs/FACTS.md`"
    );
}
