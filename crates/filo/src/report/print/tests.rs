//! The picture as people read it: complete, in their language, in a few lines.

use std::path::Path;

use filo_model::figure::Figure;
use filo_store::load::Tally;
use filo_store::project::Reach;
use jiff::civil::date;

use super::print;
use crate::config::Config;
use crate::findings::FindingKind;
use crate::report::{DepartmentFigure, Read, Report, Suspected, Wait};
use crate::texts::{Language, Texts};

const COMPANY: &str = r#"
[company]
name = "Prova S.p.A."
[[department]]
name = "administration"
label = { it = "Amministrazione", en = "Administration" }
people = 12
[[department]]
name = "technical"
people = 9
"#;

fn by(department: Option<&str>, x: u64, n: u64) -> DepartmentFigure {
    let figure = Figure::new("test/1", x, n, n);
    let confirmed = Figure::new("test/1", 0, n, n);
    DepartmentFigure { department: department.map(str::to_owned), figure, confirmed }
}

fn wait(from: Option<&str>, to: Option<&str>, longest_hours: f64) -> Wait {
    let (from, to) = (from.map(str::to_owned), to.map(str::to_owned));
    Wait {
        definition: "waits_between_departments/1",
        from,
        to,
        n: 1_204,
        of: 1_204,
        median_hours: 6.25,
        longest_hours,
    }
}

fn plain(kind: FindingKind, figure: Figure, departments: Vec<DepartmentFigure>) -> Suspected {
    Suspected {
        kind: kind.name(),
        withheld: false,
        missing: Vec::new(),
        confirmed: Figure::new("test/1", 0, figure.n, figure.of),
        figure,
        reasons: Vec::new(),
        acts: Vec::new(),
        departments,
    }
}

/// Every kind of finding: one with all there is to say, two with little, one with nothing.
fn suspected() -> Vec<Suspected> {
    vec![
        Suspected {
            reasons: vec![("not_due", 30), ("paid", 1_010)],
            acts: vec![("reminder", 1_000), ("formal_notice", 40)],
            confirmed: Figure::new("test/1", 1_012, 4_000, 5_000),
            ..plain(
                FindingKind::UndueClaim,
                Figure::new("test/1", 1_040, 4_000, 5_000),
                vec![by(Some("administration"), 1_039, 3_990), by(None, 1, 10)],
            )
        },
        plain(
            FindingKind::Unanswered,
            Figure::new("test/1", 3, 19, 19),
            vec![by(Some("technical"), 3, 19)],
        ),
        plain(
            FindingKind::PromiseBroken,
            Figure::new("test/1", 0, 20, 20),
            vec![by(Some("closed_shop"), 0, 20)],
        ),
        plain(FindingKind::HandoffLate, Figure::new("test/1", 0, 0, 0), Vec::new()),
    ]
}

fn report() -> Report {
    Report {
        company: "Prova S.p.A.".to_owned(),
        from: date(2026, 4, 2),
        to: date(2026, 6, 30),
        whole: false,
        with_names: false,
        read: Read {
            unfinished: 0,
            sources: 3,
            files: 14,
            rows: Tally { rows: 12_345, set_apart: 17, unread: 1_002, ..Tally::default() },
            by_source: Vec::new(),
        },
        reach: Reach::default(),
        customers: 1_200,
        records: 2_001,
        suspected: suspected(),
        journey: None,
        waits: vec![
            wait(Some("administration"), Some("technical"), 123.45),
            wait(None, Some("administration"), 9.0),
            wait(Some("technical"), None, 1.0),
        ],
        lines: Vec::new(),
        examples: Vec::new(),
        public_promises: Vec::new(),
        standards: Vec::new(),
        threads: Vec::new(),
        words: crate::report::words::Words::default(),
        unmeasured: Vec::new(),
        findings: Vec::new(),
    }
}

fn printed(report: &Report, language: Language) -> String {
    let config = Config::parse(COMPANY, Path::new("filo.toml")).unwrap();
    print(report, &config, &Texts::new(language))
}

#[test]
fn the_picture_is_read_in_italian() {
    let expected = "\
Prova S.p.A.: novanta giorni, dal 02/04/2026 al 30/06/2026
Letto: 3 fonti, 14 file, 12.345 righe; messe da parte 17, valori non capiti 1.002
Clienti: 1.200 da 2.001 schede
Rilievi sospetti, finché una persona non li conferma:
  Denaro chiesto quando non si poteva: 1.040 su 4.000 (26,0 %, intervallo 24,7–27,4); giudicabili 4.000 su 5.000; non scaduto 30, pagato 1.010; confermati da persone 1.012 su 4.000
    sollecito 1.000, messa in mora 40 · Amministrazione 1.039 su 3.990 · reparti piccoli 1 su 10
  Bisogni a cui nessuno ha risposto: 3 su 19
    technical 3 su 19
  Promesse oltre la data: 0 su 20 (0,0 %, intervallo 0,0–16,1)
    closed_shop 0 su 20
  Passaggi presi in carico in ritardo: niente da giudicare in questo periodo
Attesa più lunga Amministrazione → technical: 123,5 ore lavorative; mediana 6,2, su 1.204 passaggi
Attesa più lunga reparti piccoli → Amministrazione: 9,0 ore lavorative; mediana 6,2, su 1.204 passaggi
I casi, con le voci che li mostrano: `filo findings list`; un cliente: `filo thread CHI`";
    assert_eq!(printed(&report(), Language::Italian), expected);
}

#[test]
fn the_picture_is_read_in_english() {
    let expected = "\
Prova S.p.A.: ninety days, 2 Apr 2026 to 30 Jun 2026
Read: 3 sources, 14 files, 12,345 rows; set apart 17, values not understood 1,002
Customers: 1,200 from 2,001 records
Suspected findings, until a person confirms them:
  Money asked for when it could not be: 1,040 of 4,000 (26.0 %, interval 24.7–27.4); could be judged 4,000 of 5,000; not due 30, paid 1,010; confirmed by people 1,012 of 4,000
    reminder 1,000, formal notice 40 · Administration 1,039 of 3,990 · small departments 1 of 10
  Needs nobody answered: 3 of 19
    technical 3 of 19
  Promises past their date: 0 of 20 (0.0 %, interval 0.0–16.1)
    closed_shop 0 of 20
  Handoffs taken over late: nothing to judge in this period
Longest wait Administration → technical: 123.5 working hours; median 6.2, of 1,204 handoffs
Longest wait small departments → Administration: 9.0 working hours; median 6.2, of 1,204 handoffs
The cases, with the entries that show them: `filo findings list`; one customer: `filo thread WHO`";
    assert_eq!(printed(&report(), Language::English), expected);
}

#[test]
fn what_the_course_of_cases_shows_is_one_line() {
    let of = |kind, x, n| plain(kind, Figure::new("test/1", x, n, n), Vec::new());
    let kinds = [(FindingKind::Stalled, 3, 40), (FindingKind::Looped, 0, 40)];
    let mut suspected: Vec<Suspected> =
        kinds.into_iter().map(|(kind, x, n)| of(kind, x, n)).collect();
    // Nothing is said of what could not be judged, and of few people.
    suspected.push(of(FindingKind::Chased, 0, 0));
    suspected.push(Suspected { withheld: true, ..of(FindingKind::Collision, 2, 9) });
    let report = Report { suspected, ..report() };
    let english = printed(&report, Language::English);
    let line = "\nBy the course of cases (suspected): case that stands still 3 of 40 · case going round in circles 0 of 40\n";
    assert!(english.contains(line), "{english}");
    let italian = printed(&report, Language::Italian);
    let line = "\nDal percorso delle questioni (sospetti): questione ferma 3 su 40 · questione che gira in tondo 0 su 40\n";
    assert!(italian.contains(line), "{italian}");
}

#[test]
fn the_picture_never_has_more_than_twenty_four_lines() {
    let mut report = report();
    // Every kind with all there is to say.
    report.suspected = FindingKind::reported()
        .into_iter()
        .map(|kind| Suspected { kind: kind.name(), ..suspected().swap_remove(0) })
        .collect();
    for waits in 0..6 {
        report.waits = (0..waits).map(|_| wait(Some("administration"), None, 1.0)).collect();
        for language in [Language::Italian, Language::English] {
            let printed = printed(&report, language);
            assert!(printed.lines().count() <= 24, "{printed}");
        }
    }
}

#[test]
fn a_picture_without_waits_or_of_all_the_time_says_so() {
    let report = Report { whole: true, waits: Vec::new(), ..report() };
    let english = printed(&report, Language::English);
    assert!(
        english.starts_with("Prova S.p.A.: the whole period, 2 Apr 2026 to 30 Jun 2026\n"),
        "{english}"
    );
    assert!(
        english.contains("\nWaits between departments: no handoff in this period\n"),
        "{english}"
    );
    let italian = printed(&report, Language::Italian);
    assert!(
        italian.starts_with("Prova S.p.A.: tutto il periodo, dal 02/04/2026 al 30/06/2026\n"),
        "{italian}"
    );
    assert!(
        italian.contains("\nAttese tra reparti: nessun passaggio in questo periodo\n"),
        "{italian}"
    );
}
