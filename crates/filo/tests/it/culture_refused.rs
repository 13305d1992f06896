//! What of a wave is refused, and that whatever is refused changes nothing.

use serde_json::Value;

use crate::company::Company;

const OPEN: [&str; 5] = ["culture", "wave", "open", "w", "--merge"];

fn opened() -> Company {
    let company = Company::committed();
    company.weave_well();
    company.run_well(&[&OPEN[..], &["logistics=technical"]].concat());
    company
}

/// The exit code, and what is said.
fn said(company: &Company, args: &[&str]) -> (i32, String) {
    let output = company.run(&[args, &["--lang", "en"]].concat());
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn json(company: &Company, args: &[&str]) -> Value {
    serde_json::from_str(&company.run_well(&[&["--json"], args].concat())).unwrap()
}

fn sheet(departments: &[(&str, u32)]) -> String {
    let mut text = String::from("department,filo1,filo2,filo3\n");
    for (department, people) in departments {
        for person in 0..*people {
            text.push_str(&format!("{department},{},{},4\n", 1 + person % 5, 1 + person % 3));
        }
    }
    text
}

#[test]
fn more_answers_than_people_are_not_taken_in() {
    let company = opened();
    company.write("many.csv", sheet(&[("sales", 12), ("marketing", 6)]).as_bytes());
    let (code, told) = said(&company, &["culture", "import", "w", "many.csv"]);
    assert!(code == 2 && told.contains("`sales`"), "{told}");
    company.write("right.csv", sheet(&[("sales", 11), ("marketing", 6)]).as_bytes());
    company.run_well(&["culture", "import", "w", "right.csv"]);
    let closed = json(&company, &["culture", "wave", "close", "w"]);
    assert_eq!(closed["all"]["from"], 17);
}

#[test]
fn a_code_is_not_spent_on_what_cannot_be_taken() {
    let company = opened();
    let codes = json(&company, &["culture", "invite", "w", "--department", "sales"]);
    let code = codes[0]["code"].as_str().unwrap();
    for wrong in ["filo1=", "filo1=7", "filo9=3", "v1:warehouse=3", "consiglio=11"] {
        let (exit, told) = said(&company, &["culture", "answer", "w", code, wrong]);
        assert_eq!(exit, 2, "{wrong}: {told}");
        assert!(!told.contains(code), "{told}");
    }
    company.run_well(&["culture", "answer", "w", code, "filo1=Molto vero", "v1:Marketing=3"]);
}

#[test]
fn codes_that_nobody_saw_do_not_count() {
    let company = opened();
    let (code, _) = said(&company, &["culture", "invite", "w", "--out", "nowhere/codes.csv"]);
    assert_eq!(code, 2);
    let (code, told) = said(&company, &["culture", "invite", "w", "--department", "logistics"]);
    assert!(code == 1 && told.contains("--department technical"), "{told}");
    let codes = json(&company, &["culture", "invite", "w"]);
    assert_eq!(codes.as_array().unwrap().len(), 86, "nothing was given before");
}

#[test]
fn the_name_of_a_wave_that_was_published_is_not_given_again() {
    let company = opened();
    company.run_well(&["culture", "import", "w", "culture/answers_2026-06.csv"]);
    company.run_well(&["culture", "wave", "close", "w"]);
    company.run_well(&["culture", "report"]);
    assert_eq!(said(&company, &["culture", "wave", "remove", "w"]).0, 2, "people answered");
    company.run_well(&["culture", "wave", "remove", "w", "--with-answers"]);
    let (code, told) = said(&company, &[&OPEN[..], &["logistics=technical"]].concat());
    assert!(code == 2 && told.contains("published"), "{told}");
}

#[test]
fn a_department_with_few_answers_cannot_be_subtracted() {
    let company = opened();
    let all = [("sales", 11), ("marketing", 3), ("administration", 12), ("customer_service", 30)];
    company.write("few.csv", sheet(&all).as_bytes());
    company.run_well(&["culture", "import", "w", "few.csv"]);
    let closed = json(&company, &["culture", "wave", "close", "w"]);
    assert_eq!(
        (closed["all"]["from"].as_u64(), closed["all"]["to"].as_u64()),
        (Some(53), Some(61))
    );
    let told = json(&company, &["culture", "report"]);
    assert_eq!(told["statistics"]["respondents"], 55, "in steps of five");
    let own = json(&company, &["culture", "report", "--department", "sales"]);
    let named = own.to_string();
    assert!(!named.contains("customer_service") && named.contains("\"sales\""));
}

#[test]
fn a_pulse_in_between_does_not_hide_what_changed() {
    let company = Company::committed();
    company.weave_well();
    for wave in ["2026-03", "2026-06"] {
        let open = ["culture", "wave", "open", wave, "--merge", "logistics=technical"];
        company.run_well(&open);
        company.run_well(&["culture", "import", wave, &format!("culture/answers_{wave}.csv")]);
        company.run_well(&["culture", "wave", "close", wave]);
        if wave == "2026-03" {
            let pulse =
                ["culture", "wave", "open", "p", "--pulse", "--merge", "logistics=technical"];
            company.run_well(&pulse);
            company.run_well(&["culture", "wave", "close", "p"]);
        }
    }
    assert_eq!(json(&company, &["culture", "report"])["changes"]["since"], "2026-03");
}
