//! The statistics of a sheet of answers on the terminal and as JSON, made-up sheets against their truth, and plans.

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

/// The answers of the field reference (section 4.7), four people of a fourth department, and a row gone wrong.
const SHEET: &str = "department;x1;x2;x3
A;5;4;5
A;4;4;4
A;5;5;4
A;4;3;4
A;5;4;4
A;4;4;5
B;3;2;3
B;2;2;1
B;3;3;2
B;2;3;2
B;4;3;3
B;1;2;2
B;3;2;2
C;4;3;3
C;3;3;4
C;2;3;3
C;4;4;4
C;3;2;3
D;5;1;1
D;5;1;1
D;5;1;1
D;5;1;1
A;7;1;1
";

fn json(company: &Company, args: &[&str]) -> Value {
    let text = company.run_well(&[args, &["--json"]].concat());
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_sheet_is_told_without_a_configuration() {
    let company = Company::empty();
    company.write("answers.csv", SHEET.as_bytes());
    assert_seen!("culture_stats", both(&company, &["culture", "stats", "answers.csv"]));
    let whole = ["culture", "stats", "answers.csv", "--dimension", "x"];
    assert_seen!("culture_stats_whole", both(&company, &whole));
    company.write("wrong.csv", b"department,filo1,colour\nA,1,2\n");
    assert_seen!("culture_stats_wrong", both(&company, &["culture", "stats", "wrong.csv"]));
    let other = ["culture", "stats", "answers.csv", "--dimension", "y"];
    assert_seen!("culture_stats_other", both(&company, &other));
    let told = json(&company, &["culture", "stats", "answers.csv"]);
    assert_eq!((&told["respondents"], &told["set_apart"]), (&Value::from(22), &Value::from(1)));
    let cells = told["dimensions"][0]["departments"].as_array().unwrap();
    let mean = |place: usize| cells[place]["score"]["mean"].as_f64().unwrap();
    for (place, expected) in [81.944_44, 34.523_81, 55.0].into_iter().enumerate() {
        assert!((mean(place) - expected).abs() < 1e-5);
    }
    // Of four people nothing is told, not even in JSON.
    assert_eq!(cells[3]["score"]["why"], "too_few_respondents");
    assert_eq!(cells[3]["respondents"]["why"], "too_few_respondents");
}

#[test]
fn a_made_up_sheet_shows_the_truth_behind_it() {
    let company = Company::empty();
    let departments = "Vendite=75,Servizio=60,Logistica=45,Amministrazione=52,Qualità=68";
    let made = ["culture", "simulate", "--departments", departments, "--respondents", "2000"];
    let made =
        [&made[..], &["--seed", "5", "--out", "a.csv", "--truth", "a.json", "--quiet"]].concat();
    company.run_well(&made);
    company.run_well(&[&made[..6], &["--seed", "5", "--out", "b.csv", "--quiet"]].concat());
    assert_eq!(company.read("a.csv"), company.read("b.csv"));
    let truth: Value = serde_json::from_slice(&company.read("a.json")).unwrap();
    let told = json(&company, &["culture", "stats", "a.csv", "--resamples", "200"]);
    assert_eq!(told["instrument"]["id"], "filo");
    assert_eq!(told["dimensions"].as_array().unwrap().len(), 8);
    for (told, truth) in
        told["dimensions"].as_array().unwrap().iter().zip(truth["dimensions"].as_array().unwrap())
    {
        assert_eq!(told["code"], truth["code"]);
        let alpha = told["reliability"]["alpha"]["value"].as_f64().unwrap();
        assert!((alpha - truth["alpha"].as_f64().unwrap()).abs() < 0.05, "{alpha} {truth}");
        for cell in told["departments"].as_array().unwrap() {
            let of = truth["departments"].as_array().unwrap().iter();
            let truth = of.into_iter().find(|one| one["name"] == cell["department"]).unwrap();
            let n = cell["score"]["n"].as_f64().unwrap();
            let limit = 4.5 * truth["sd"].as_f64().unwrap() / n.sqrt();
            let away = cell["score"]["mean"].as_f64().unwrap() - truth["mean"].as_f64().unwrap();
            assert!(away.abs() < limit, "{cell}");
        }
        // Thirty points apart in groups of four hundred: called different.
        let pairs = told["differences"].as_array().unwrap();
        let is_far = |pair: &&Value| pair["first"] == "Logistica" && pair["second"] == "Vendite";
        assert_eq!(pairs.iter().find(is_far).unwrap()["different"], true);
    }
}

#[test]
fn a_change_is_told_between_two_sheets_of_the_same_questions() {
    let company = Company::empty();
    for (mean, name) in [("50", "before.csv"), ("70", "after.csv")] {
        let departments = format!("Vendite={mean},Servizio=55");
        let made = ["culture", "simulate", "--departments", &departments, "--respondents", "240"];
        company.run_well(&[&made[..], &["--out", name, "--quiet"]].concat());
    }
    let args = ["culture", "stats", "after.csv", "--before", "before.csv", "--resamples", "100"];
    let told = json(&company, &args);
    for change in told["changes"].as_array().unwrap() {
        let of = |name: &str| {
            let departments = change["departments"].as_array().unwrap().iter();
            departments.into_iter().find(|one| one["department"] == name).unwrap()["change"].clone()
        };
        assert_eq!(of("Vendite")["different"], true, "{change}");
        // The same seed and mean: the department that did not change answered the same.
        assert!(of("Servizio")["difference"].as_f64().unwrap().abs() < 10.0);
    }
}

#[test]
fn a_plan_says_what_a_wave_can_show() {
    let company = Company::empty();
    let plan = ["culture", "plan", "Vendite=40", "Servizio=16", "Logistica=12", "Acquisti=5"];
    assert_seen!("culture_plan", both(&company, &plan));
    let told = json(&company, &["culture", "plan", "A=12", "B=12", "--participation", "100"]);
    let pair = &told["pairs"][0]["alone"];
    assert!((pair["normal"].as_f64().unwrap() - 20.6).abs() < 0.05);
    assert!((pair["exact"].as_f64().unwrap() - 21.5426).abs() < 0.001);
}
