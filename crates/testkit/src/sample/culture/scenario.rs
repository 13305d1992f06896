//! What is so: how each department sees itself and is seen in each wave, and who answers.
//!
//! Points run from 0 to 100: 25 for each step of a scale from 1 to 5. All departments share one view of each
//! dimension but for what is planted here; nothing changes between the waves but what is planted here.

/// The waves, by year and month.
pub(super) const WAVES: [&str; 2] = ["2026-03", "2026-06"];
/// How many items a dimension has.
pub(super) const ITEMS: usize = 3;
/// By how many points the items of a dimension lie above or below it, in their order.
pub(super) const ITEM_POINTS: [i32; ITEMS] = [4, 0, -4];

/// The dimensions with the points that a department gives itself where nothing is planted.
pub(super) const DIMENSIONS: [(&str, i32); 8] = [
    ("filo", 57),
    ("insieme", 55),
    ("semplice", 58),
    ("parola", 57),
    ("alternativa", 58),
    ("autonomia", 59),
    ("cura", 57),
    ("guida", 58),
];
/// The points of `dire` where nothing is planted.
const PROMISED: i32 = 55;
/// The mean of `consiglio`, in tenths: the same for all.
pub(super) const ADVISED_TENTHS: i32 = 65;

/// The departments that others may rate.
pub(super) const RATED: [&str; 6] =
    ["administration", "customer_service", "sales", "marketing", "technical", "logistics"];
/// The department that is too small, and the one that its people answer with.
pub(super) const MERGED: (&str, &str) = ("logistics", "technical");
/// How many of 100 people of other departments have worked with each, in the order of [`RATED`].
pub(super) const WORKED_WITH: [u32; 6] = [70, 90, 60, 50, 70, 40];
/// What others give a department for `v1` and `v2` where nothing is planted.
pub(super) const SEEN: [i32; 2] = [56, 54];

/// A department, or two merged before the collection, as it answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    /// Its name in the files.
    pub(crate) name: &'static str,
    /// How many people are asked.
    pub(crate) people: u32,
    /// How many answer in each wave.
    pub(crate) respondents: [u32; 2],
    /// How many of those give one point to everything.
    pub(crate) straight: u32,
}

/// Who answers: 69 and 73 of 86.
pub(crate) const GROUPS: [Group; 5] = [
    Group { name: "administration", people: 14, respondents: [11, 12], straight: 0 },
    Group { name: "customer_service", people: 32, respondents: [26, 27], straight: 2 },
    Group { name: "sales", people: 11, respondents: [9, 9], straight: 0 },
    Group { name: "marketing", people: 7, respondents: [6, 6], straight: 0 },
    Group { name: "technical", people: 22, respondents: [17, 19], straight: 1 },
];

/// What is planted in how a department sees itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnView {
    /// What it is called in truth.json.
    pub(super) kind: &'static str,
    /// The department.
    pub(super) department: &'static str,
    /// The dimension, or `dire`; empty for every dimension.
    pub(super) about: &'static str,
    /// Points above or below what all others give, in each wave.
    pub(super) points: [i32; 2],
}

/// What is planted in how departments see themselves.
pub(super) const OWN_VIEWS: [OwnView; 6] = [
    own_view("says_high", "administration", "parola", [22, 22]),
    own_view("says_high", "administration", "cura", [26, 26]),
    own_view("says_high", "administration", "dire", [25, 25]),
    own_view("sober", "customer_service", "", [-9, -9]),
    own_view("says_high", "marketing", "alternativa", [21, 21]),
    own_view("change", "technical", "insieme", [-12, 0]),
];

const fn own_view(
    kind: &'static str,
    department: &'static str,
    about: &'static str,
    points: [i32; 2],
) -> OwnView {
    OwnView { kind, department, about, points }
}

/// What is planted in how others see a department.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenView {
    /// What it is called in truth.json.
    pub(super) kind: &'static str,
    /// The department that is rated.
    pub(super) department: &'static str,
    /// The question, 0 for `v1` and 1 for `v2`.
    pub(super) question: usize,
    /// Points above or below what all others get, in each wave.
    pub(super) points: [i32; 2],
}

/// What is planted in how departments are seen.
pub(super) const SEEN_VIEWS: [SeenView; 3] = [
    SeenView { kind: "seen_low", department: "administration", question: 0, points: [-20, -20] },
    SeenView { kind: "seen_low", department: "administration", question: 1, points: [-22, -22] },
    SeenView { kind: "change_seen", department: "technical", question: 0, points: [-12, 0] },
];

/// An item that does not concern a department.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotApplicable {
    /// The department.
    pub(super) department: &'static str,
    /// The item.
    pub(super) item: &'static str,
    /// How many of 100 respondents say so.
    pub(super) percent: u32,
}

/// Items that do not concern a department: one beyond 30 of 100, one that stays below.
pub(super) const NOT_APPLICABLE: [NotApplicable; 2] = [
    NotApplicable { department: "marketing", item: "semplice2", percent: 60 },
    NotApplicable { department: "technical", item: "semplice2", percent: 18 },
];

/// The points that a department gives itself in a dimension, or for `dire`.
pub(crate) fn own_points(department: &str, about: &str, wave: usize) -> i32 {
    let base = DIMENSIONS.iter().find(|(code, _)| *code == about).map(|&(_, points)| points);
    let views = OWN_VIEWS.iter().filter(|view| view.department == department);
    let of_it = views.filter(|view| match view.about {
        "" => base.is_some(),
        one => one == about,
    });
    base.unwrap_or(PROMISED) + of_it.map(|view| view.points[wave]).sum::<i32>()
}

/// The points that others give a department for `v1` (0) or `v2` (1).
pub(crate) fn seen_points(department: &str, question: usize, wave: usize) -> i32 {
    let views = SEEN_VIEWS.iter();
    let of_it = views.filter(|view| view.department == department && view.question == question);
    SEEN[question] + of_it.map(|view| view.points[wave]).sum::<i32>()
}

/// How many of so many respondents say by plan that an item does not concern them.
pub(crate) fn not_applicable_count(department: &str, item: &str, respondents: u32) -> u32 {
    let planted = |one: &&NotApplicable| one.department == department && one.item == item;
    let percent = NOT_APPLICABLE.iter().find(planted).map_or(0, |one| one.percent);
    (respondents * percent + 50) / 100
}

/// Whether a department that may be rated is the rater's own.
pub(super) fn is_own(department: &str, rated: &str) -> bool {
    rated == department || (rated, department) == MERGED
}
