//! What chance does to a weekly figure, and what goes beyond it.
//!
//! Values of single weeks: the mean, and three standard deviations about it, which are taken from the mean of the moving ranges
//! divided by 1.128 (Shewhart 1931; Wheeler and Chambers 1992). Shares: the share of all weeks together, and three
//! binomial standard deviations for the size of each week. A week beyond its limits is a signal, and so are eight in a
//! row on one side of the middle; one on the middle neither lengthens nor breaks a row (Perla, Provost and Murray 2011). Weeks that are
//! not mature, or have no value, take no part. Below eight weeks there is no chart: limits of so few say nothing.

use jiff::civil::Date;
use serde::Serialize;

use super::real;

/// The fewest weeks of which a chart is made.
pub const WEEKS_MIN: usize = 8;
/// So many in a row on one side are a signal.
const RUN: usize = 8;
/// The mean range of two values of a normal distribution, in standard deviations.
const RANGE: f64 = 1.128;

/// A week as it was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Its Monday.
    pub begins: Date,
    /// How many stand behind it.
    pub n: u64,
    /// Of these, how many went well, where the value is a share.
    pub x: Option<u64>,
    /// The value; nothing where there is none.
    pub value: Option<f64>,
    /// Whether all of it can be judged.
    pub is_mature: bool,
}

filo_model::words! {
    /// What a week says.
    Signal {
        /// Nothing.
        None = "none",
        /// It lies beyond the limits.
        Beyond = "beyond",
        /// It is part of a long run on one side of the middle.
        Run = "run",
        /// It is not mature, and takes no part.
        Young = "young",
    }
}

/// A chart, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Control {
    /// Mature weeks with a value.
    pub weeks_known: usize,
    /// The middle; nothing where the weeks are too few for a chart.
    pub centre: Option<f64>,
    /// The weeks in order.
    pub weeks: Vec<ControlWeek>,
}

/// A week of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlWeek {
    /// Its Monday.
    pub begins: Date,
    /// How many stand behind it.
    pub n: u64,
    /// Of these, how many went well, where the value is a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<u64>,
    /// The value; nothing where there is none.
    pub value: Option<f64>,
    /// The lower and the upper limit.
    pub limits: Option<[f64; 2]>,
    /// What it says.
    pub signal: Signal,
}

/// A chart of single values that cannot be below zero, such as times.
#[must_use]
pub fn individuals(weeks: &[Week]) -> Control {
    let values: Vec<f64> = known(weeks).filter_map(|week| week.value).collect();
    if values.len() < WEEKS_MIN {
        return too_few(weeks, values.len());
    }
    let count = real(values.len() as u64);
    let centre = values.iter().sum::<f64>() / count;
    let ranges = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>();
    let reach = 3.0 * ranges / (count - 1.0) / RANGE;
    let limits = [(centre - reach).max(0.0), centre + reach];
    finish(weeks, values.len(), centre, |_| limits)
}

/// A chart of shares between 0 and 1; the limits of each week follow its size.
#[must_use]
pub fn shares(weeks: &[Week]) -> Control {
    let count = known(weeks).filter(|week| week.value.is_some()).count();
    if count < WEEKS_MIN {
        return too_few(weeks, count);
    }
    let with_value = known(weeks).filter_map(|week| Some((real(week.n), week.value?)));
    let (all, well) =
        with_value.fold((0.0, 0.0), |(all, well), (n, share)| (all + n, well + n * share));
    let centre = well / f64::max(all, 1.0);
    finish(weeks, count, centre, |n| {
        let reach = 3.0 * (centre * (1.0 - centre) / real(n.max(1))).sqrt();
        [(centre - reach).max(0.0), (centre + reach).min(1.0)]
    })
}

fn known(weeks: &[Week]) -> impl Iterator<Item = &Week> {
    weeks.iter().filter(|week| week.is_mature)
}

fn too_few(weeks: &[Week], count: usize) -> Control {
    let week = |one: &Week| ControlWeek {
        begins: one.begins,
        n: one.n,
        x: one.x,
        value: one.value,
        limits: None,
        signal: if one.is_mature { Signal::None } else { Signal::Young },
    };
    Control { weeks_known: count, centre: None, weeks: weeks.iter().map(week).collect() }
}

fn finish(
    weeks: &[Week],
    weeks_known: usize,
    centre: f64,
    limits: impl Fn(u64) -> [f64; 2],
) -> Control {
    let mut told = Vec::with_capacity(weeks.len());
    for one in weeks {
        let limits = limits(one.n);
        let is_beyond = one.value.is_some_and(|value| value < limits[0] || value > limits[1]);
        let signal = match (one.is_mature, is_beyond) {
            (false, _) => Signal::Young,
            (true, true) => Signal::Beyond,
            (true, false) => Signal::None,
        };
        let limits = (one.n > 0).then_some(limits);
        told.push(ControlWeek {
            begins: one.begins,
            n: one.n,
            x: one.x,
            value: one.value,
            limits,
            signal,
        });
    }
    mark_runs(&mut told, centre);
    Control { weeks_known, centre: Some(centre), weeks: told }
}

/// Marks rows of eight and more on one side of the middle. A week beyond the limits stays what it is.
fn mark_runs(weeks: &mut [ControlWeek], centre: f64) {
    let mut row: Vec<usize> = Vec::new();
    let mut side = 0.0;
    let mut rows = Vec::new();
    for (place, week) in weeks.iter().enumerate() {
        let Some(value) = week.value.filter(|_| week.signal != Signal::Young) else { continue };
        let away = value - centre;
        if away.abs() <= f64::EPSILON * centre.abs() {
            continue;
        }
        if away.signum() * side <= 0.0 {
            rows.push(std::mem::take(&mut row));
            side = away.signum();
        }
        row.push(place);
    }
    rows.push(row);
    for place in rows.into_iter().filter(|row| row.len() >= RUN).flatten() {
        if weeks[place].signal == Signal::None {
            weeks[place].signal = Signal::Run;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::{Control, Signal, Week, individuals, shares};

    fn weeks(n: u64, values: &[f64]) -> Vec<Week> {
        let first = date(2026, 1, 5);
        let week = |(place, value): (i64, &f64)| Week {
            begins: first + (place * 7).days(),
            n,
            x: None,
            value: Some(*value),
            is_mature: true,
        };
        (0..).zip(values).map(week).collect()
    }

    fn signals(control: &Control, signal: Signal) -> Vec<usize> {
        let is = |(_, week): &(usize, &super::ControlWeek)| week.signal == signal;
        control.weeks.iter().enumerate().filter(is).map(|(place, _)| place).collect()
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-4, "{found}, not {expected}");
    }

    /// NIST/SEMATECH, Engineering Statistics Handbook, 6.3.2.2: flow rates of ten batches.
    #[test]
    fn single_values_have_the_published_limits() {
        let flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
        let control = individuals(&weeks(1, &flow));
        near(control.centre.unwrap(), 50.81);
        let [lower, upper] = control.weeks[0].limits.unwrap();
        near(lower, 45.8159);
        near(upper, 55.8041);
        assert_eq!(signals(&control, Signal::None).len(), 10);
    }

    /// NIST/SEMATECH, Engineering Statistics Handbook, 6.3.3.2: chips that fail on thirty wafers of fifty.
    #[test]
    fn shares_have_the_published_limits_and_signals() {
        let failed = [
            12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15,
            9, 12, 7, 13, 9, 6,
        ];
        let shares_of: Vec<f64> = failed.iter().map(|&x| f64::from(x) / 50.0).collect();
        let control = shares(&weeks(50, &shares_of));
        near(control.centre.unwrap(), 0.2313);
        let [lower, upper] = control.weeks[0].limits.unwrap();
        near(lower, 0.0524);
        near(upper, 0.4102);
        assert_eq!(signals(&control, Signal::Beyond), [14, 22]);
    }

    #[test]
    fn limits_are_wider_for_a_small_week_and_never_leave_what_a_share_can_be() {
        let mut weeks = weeks(400, &[0.9; 9]);
        weeks[3].n = 4;
        let control = shares(&weeks);
        let width = |place: usize| control.weeks[place].limits.map(|[low, high]| high - low);
        assert!(width(3) > width(0));
        assert!(control.weeks[3].limits.unwrap()[1] <= 1.0);
    }

    #[test]
    fn eight_on_one_side_are_a_signal_and_seven_are_not() {
        for (high, found) in [(7, 0), (8, 8), (9, 9)] {
            let mut values = vec![1.0, 4.0, 1.0, 4.0, 1.0, 4.0, 1.0, 4.0, 1.0, 1.0];
            values.extend(vec![3.0; high]);
            values.extend([1.0, 1.0]);
            let control = individuals(&weeks(9, &values));
            assert_eq!(signals(&control, Signal::Run).len(), found, "{high}");
        }
    }

    #[test]
    fn a_week_on_the_middle_neither_breaks_a_run_nor_is_part_of_it() {
        // The mean of all is 2.
        let values = [3.0, 3.0, 3.0, 3.0, 2.0, 3.0, 3.0, 3.0, 3.0, -6.0];
        let control = individuals(&weeks(9, &values));
        assert_eq!(control.centre, Some(2.0));
        assert_eq!(signals(&control, Signal::Run), [0, 1, 2, 3, 5, 6, 7, 8]);
    }

    #[test]
    fn below_eight_weeks_and_of_young_ones_there_is_no_chart() {
        let mut weeks = weeks(9, &[1.0; 9]);
        assert!(individuals(&weeks).centre.is_some());
        weeks[8].is_mature = false;
        weeks[8].value = Some(1000.0);
        let control = individuals(&weeks);
        assert_eq!((control.centre, control.weeks_known), (Some(1.0), 8), "the young tell nothing");
        assert_eq!(signals(&control, Signal::Young), [8]);
        weeks[0].value = None;
        let control = individuals(&weeks);
        assert_eq!((control.centre, control.weeks_known), (None, 7));
        assert!(control.weeks.iter().all(|week| week.limits.is_none()));
        assert_eq!(shares(&[]).weeks_known, 0);
    }
}
