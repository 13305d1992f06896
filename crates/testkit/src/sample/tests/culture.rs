//! The waves hold what the truth says of them, and no more: means, who answers, whom they rate, what is
//! written.

use super::super::culture::{
    GROUPS, Heard, not_applicable_count, own_points, seen_points, write_answers,
};
use super::*;
use dates::{Day, LAST_DAY, WINDOW_START};
use event::Event;
use serde_json::Value;

const WAVES: [&str; 2] = ["2026-03", "2026-06"];
const DIMENSIONS: [&str; 8] =
    ["filo", "insieme", "semplice", "parola", "alternativa", "autonomia", "cura", "guida"];
/// By how many points one respondent's score differs from another's, about: over three items, and over one.
const DEVIATIONS: [f64; 2] = [18.0, 22.0];

/// A row by the names of its columns.
type Row = BTreeMap<String, String>;

/// The cells of a line of separated values, with quotes.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

fn rows_of(text: &str) -> Vec<Row> {
    let mut lines = text.lines();
    let header = cells(lines.next().unwrap());
    let row = |line| {
        let cells = cells(line);
        assert_eq!(cells.len(), header.len(), "{line}");
        header.iter().cloned().zip(cells).collect()
    };
    lines.map(row).collect()
}

/// The rows of both waves.
fn waves(seed: u64) -> [Vec<Row>; 2] {
    let folder = tempfile::tempdir().unwrap();
    write_answers(seed, folder.path()).unwrap();
    WAVES.map(|wave| {
        let path = folder.path().join(format!("culture/answers_{wave}.csv"));
        rows_of(&fs::read_to_string(path).unwrap())
    })
}

fn point(row: &Row, column: &str) -> Option<f64> {
    match row[column].as_str() {
        "" | "NA" => None,
        point => Some(point.parse().unwrap()),
    }
}

/// A respondent's points from 0 to 100 over some columns, where at least two are answered.
fn score(row: &Row, columns: &[String]) -> Option<f64> {
    let given: Vec<f64> = columns.iter().filter_map(|column| point(row, column)).collect();
    let count = u32::try_from(given.len()).unwrap();
    let is_enough = given.len() >= 2.min(columns.len());
    is_enough.then(|| (given.iter().sum::<f64>() / f64::from(count) - 1.0) * 25.0)
}

fn items_of(dimension: &str) -> Vec<String> {
    (1..=3).map(|number| format!("{dimension}{number}")).collect()
}

fn is_straight(row: &Row) -> bool {
    let answers: BTreeSet<&str> =
        DIMENSIONS.iter().flat_map(|code| items_of(code)).map(|item| row[&item].as_str()).collect();
    answers.len() == 1
}

/// How many values, and their sum.
#[derive(Default)]
struct Sum(u32, f64);

impl Sum {
    fn add(&mut self, value: f64) {
        self.0 += 1;
        self.1 += value;
    }

    fn mean(&self) -> f64 {
        self.1 / f64::from(self.0)
    }
}

/// The means of all files by what they are about, with what is true of each.
type Means = BTreeMap<String, (Sum, i32)>;

/// Checks the mean of some rows of one file, and adds it to those of all files.
fn check<'r>(
    about: (usize, &str, &[String]),
    rows: impl Iterator<Item = &'r Row>,
    truth: i32,
    all: &mut Means,
) {
    let (_, _, columns) = about;
    let mut sum = Sum::default();
    rows.filter_map(|row| score(row, columns)).for_each(|score| sum.add(score));
    let error = DEVIATIONS[usize::from(columns.len() == 1)] / f64::from(sum.0).sqrt();
    let off = (sum.mean() - f64::from(truth)) / error;
    assert!(off.abs() < 4.5, "{about:?}: {} for {truth}, n {}", sum.mean(), sum.0);
    let entry = all.entry(format!("{about:?}")).or_default();
    entry.0.add(sum.mean());
    entry.1 = truth;
}

#[test]
fn means_are_those_of_the_truth() {
    let mut all = Means::new();
    for seed in 0..120 {
        for (wave, rows) in waves(seed).iter().enumerate() {
            for group in GROUPS {
                let own = || {
                    let is_own = |row: &&Row| row["department"] == group.name && !is_straight(row);
                    rows.iter().filter(is_own)
                };
                for code in DIMENSIONS {
                    let truth = own_points(group.name, code, wave);
                    check((wave, group.name, &items_of(code)), own(), truth, &mut all);
                }
                let truth = own_points(group.name, "dire", wave);
                check((wave, group.name, &["dire".to_owned()]), own(), truth, &mut all);
            }
            for rated in ["administration", "customer_service", "sales", "marketing", "technical"] {
                for question in 0..2 {
                    let columns = [format!("v{}:{rated}", question + 1)];
                    let truth = seen_points(rated, question, wave);
                    check((wave, "", &columns), rows.iter(), truth, &mut all);
                }
            }
        }
    }
    for (about, (means, truth)) in all {
        let off = means.mean() - f64::from(truth);
        assert!(off.abs() < 2.5, "{about}: {} for {truth}", means.mean());
    }
}

#[test]
fn as_many_answer_as_the_truth_says_and_rate_no_department_of_their_own() {
    for seed in [1, 20_260_630] {
        for (wave, rows) in waves(seed).iter().enumerate() {
            let people: u32 = GROUPS.iter().map(|group| group.people).sum();
            assert_eq!(people, 86);
            for group in GROUPS {
                let own = rows.iter().filter(|row| row["department"] == group.name);
                assert_eq!(own.count(), usize::try_from(group.respondents[wave]).unwrap());
            }
            for row in rows {
                let own = row["department"].as_str();
                let rated: BTreeSet<&str> = row
                    .iter()
                    .filter(|(_, cell)| !cell.is_empty())
                    .filter_map(|(column, _)| Some(column.split_once(':')?.1))
                    .collect();
                assert!(rated.len() <= 5 && !rated.contains(own), "{own} {rated:?}");
                assert!(own != "logistics" && (own != "technical" || !rated.contains("logistics")));
            }
        }
    }
}

#[test]
fn every_answer_is_one_that_its_question_allows() {
    for row in waves(3).iter().flatten() {
        for (column, cell) in row {
            let most = match column.as_str() {
                "department" | "una_cosa" => continue,
                "consiglio" => 0..=10,
                _ => 1..=5,
            };
            let is_point = cell.parse::<u32>().is_ok_and(|point| most.contains(&point));
            assert!(cell.is_empty() || cell == "NA" || is_point, "{column}: {cell}");
        }
    }
}

#[test]
fn the_columns_are_the_items_of_the_questionnaire() {
    let text = include_str!("../../../../../data/questionnaire/filo.toml");
    let ids: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    // The first is the questionnaire's own, the last two are about other departments.
    let asked = &ids[1..ids.len() - 2];
    let folder = tempfile::tempdir().unwrap();
    write_answers(1, folder.path()).unwrap();
    let file = fs::read_to_string(folder.path().join("culture/answers_2026-03.csv")).unwrap();
    let header = cells(file.lines().next().unwrap());
    assert_eq!(header[0], "department");
    assert_eq!(header[1..=asked.len()], *asked);
    assert_eq!(header.len(), 1 + asked.len() + 12);
}

#[test]
fn an_item_does_not_apply_where_the_truth_says_so_and_hardly_elsewhere() {
    let mut by_chance = Sum::default();
    for seed in 0..20 {
        for (wave, rows) in waves(seed).iter().enumerate() {
            for group in GROUPS {
                let count = group.respondents[wave];
                for item in DIMENSIONS.iter().flat_map(|code| items_of(code)) {
                    let own = rows.iter().filter(|row| row["department"] == group.name);
                    let found = own.filter(|row| row[&item] == "NA").count();
                    let planned = not_applicable_count(group.name, &item, count);
                    let found = u32::try_from(found).unwrap();
                    assert!(found >= planned, "{} {item}", group.name);
                    if planned == 0 {
                        by_chance.add(f64::from(found) / f64::from(count));
                    } else if group.name == "marketing" {
                        assert!(found * 100 > 30 * count);
                    }
                }
            }
        }
    }
    assert!(by_chance.mean() < 0.04);
}

#[test]
fn what_must_never_leave_is_really_in_the_comments() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(40, 9), folder.path(), &mut |_, _| {}).unwrap();
    let truth: Value =
        serde_json::from_slice(&fs::read(folder.path().join("truth.json")).unwrap()).unwrap();
    let answers = waves(9);
    let mentions = truth["culture"]["mentions"].as_array().unwrap();
    for wave in 0..2 {
        let of_wave: Vec<&Value> =
            mentions.iter().filter(|mention| mention["wave"] == WAVES[wave]).collect();
        let kinds: BTreeSet<&str> =
            of_wave.iter().map(|mention| mention["kind"].as_str().unwrap()).collect();
        assert!(of_wave.len() >= 15 && kinds.contains("person") && kinds.contains("phone"));
        for mention in of_wave {
            let text = mention["text"].as_str().unwrap();
            let is_there = answers[wave].iter().any(|row| {
                row["department"] == mention["department"].as_str().unwrap()
                    && row["una_cosa"].contains(text)
            });
            assert!(is_there, "{mention}");
        }
        let written = answers[wave].iter().filter(|row| !row["una_cosa"].is_empty()).count();
        let told = truth["culture"]["waves"][wave]["comments"].as_u64().unwrap();
        assert_eq!(u64::try_from(written).unwrap(), told);
        assert!(written * 2 < answers[wave].len(), "most write nothing");
    }
}

#[test]
fn the_order_of_rows_says_nothing_and_the_number_of_customers_moves_no_answer() {
    let folders = [40, 60].map(|customers| {
        let folder = tempfile::tempdir().unwrap();
        write_sample(&options(customers, 9), folder.path(), &mut |_, _| {}).unwrap();
        folder
    });
    for wave in WAVES {
        let name = format!("culture/answers_{wave}.csv");
        let [one, other] = [0, 1].map(|place: usize| fs::read(folders[place].path().join(&name)));
        assert_eq!(one.unwrap(), other.unwrap());
    }
    // In the order of departments nearly all neighbours would be of one; shuffled, about one in four.
    for rows in waves(9) {
        let same =
            rows.windows(2).filter(|pair| pair[0]["department"] == pair[1]["department"]).count();
        assert!(same * 2 < rows.len(), "{same}");
    }
}

/// What the exports show of a case: the last step, its day, who had the last word.
type End<'s> = (Option<(&'s str, Day)>, &'s str);

fn ends<'s>(story: &'s Story<'_>) -> BTreeMap<&'s str, End<'s>> {
    let mut events: Vec<&Event> = story.events.iter().filter(|event| event.is_shown()).collect();
    events.sort_by_key(|event| event.at);
    let mut ends: BTreeMap<&str, End<'_>> = BTreeMap::new();
    for event in events {
        if !matches!(event.source, Source::Tickets | Source::Chat | Source::Replies) {
            continue;
        }
        let Some(case) = event.get("case") else { continue };
        let end = ends.entry(case).or_insert((None, "customer_service"));
        if let Some(step) = event.get("case_step") {
            end.0 = Some((step, event.at.day()));
        }
        if let Some(department) = event.get("department") {
            end.1 = department;
        }
    }
    ends
}

#[test]
fn customers_answer_about_closed_cases_of_their_own_as_the_truth_says() {
    let texts = Texts::load().unwrap();
    let stories = stories(6000, 12, &texts);
    let mut heard = Heard::default();
    for story in &stories {
        heard.add(12, story);
    }
    let folder = tempfile::tempdir().unwrap();
    let (name, rows) = heard.write(folder.path()).unwrap();
    let mut answers = rows_of(&fs::read_to_string(folder.path().join(name)).unwrap());
    assert_eq!(answers.len(), usize::try_from(rows).unwrap());
    answers.retain(|row| {
        let is_answered = !row["date"].is_empty();
        assert!(["solved", "effort"].iter().all(|one| row[*one].is_empty() != is_answered));
        is_answered
    });
    let ended: BTreeMap<&str, BTreeMap<&str, End<'_>>> = stories
        .iter()
        .flat_map(|story| {
            let codes = story.events.iter().filter(|event| event.source == Source::Customers);
            codes.filter_map(move |event| Some((event.get("customer")?, ends(story))))
        })
        .collect();
    let mut means: BTreeMap<&str, [Sum; 2]> = BTreeMap::new();
    for row in &answers {
        let (step, department) = ended[row["customer"].as_str()][row["case"].as_str()];
        let (step, day) = step.unwrap();
        assert_eq!(step, "closed");
        let date: jiff::civil::Date = row["date"].parse().unwrap();
        assert!(day >= WINDOW_START && date > day.date() && date <= LAST_DAY.date());
        let sums = means.entry(department).or_default();
        sums[0].add(row["solved"].parse().unwrap());
        sums[1].add(row["effort"].parse().unwrap());
    }
    for (department, [solved, effort]) in &means {
        let truth = match *department {
            "administration" => [2.5, 2.4],
            "technical" => [3.9, 2.8],
            _ => [3.9, 3.8],
        };
        let error = 0.9 / f64::from(solved.0).sqrt();
        for (found, truth) in [solved, effort].into_iter().zip(truth) {
            assert!((found.mean() - truth).abs() < 4.0 * error, "{department} {}", found.mean());
        }
    }
    let asked = ended.values().flat_map(BTreeMap::values).filter(|(step, _)| {
        step.is_some_and(|(step, day)| {
            step == "closed" && day >= WINDOW_START && day.plus(5) <= LAST_DAY
        })
    });
    // A customer with two billing codes has each case twice here, and is asked about it once.
    assert!(asked.count() >= usize::try_from(rows).unwrap());
    let share =
        f64::from(u32::try_from(answers.len()).unwrap()) / f64::from(u32::try_from(rows).unwrap());
    assert!((0.25..0.40).contains(&share), "{share}");
}
