//! What the page's template knows: sections of charts with their tables, tables, words and stories.

/// A figure to see first.
#[derive(Debug)]
pub(super) struct Tile {
    pub(super) class: &'static str,
    pub(super) value: String,
    pub(super) label: String,
}

/// A part of the page.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// Something in a section.
#[derive(Debug)]
pub(super) enum Block {
    Chart(Chart),
    Table(Table),
    Heading(String),
    Words(String),
    Note(String),
    Story(Story),
}

/// A picture and the table behind it.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) caption: String,
    pub(super) svg: String,
    pub(super) table: Table,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) caption: String,
    /// Whether the caption stands over the picture already, and is there for whoever hears it read.
    pub(super) is_repeated: bool,
    pub(super) head: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) text: String,
    pub(super) is_number: bool,
}

/// A cell.
#[derive(Debug)]
pub(super) enum Cell {
    Head(String),
    Text(String),
    Number(String),
    State(State),
}

/// A word that says how something stands; its class gives it a colour beside the word.
#[derive(Debug)]
pub(super) struct State {
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// A thread told, or a finding with what shows it.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) title: String,
    pub(super) badges: Vec<State>,
    pub(super) note: String,
    /// The lanes; empty where the story is short.
    pub(super) svg: String,
    pub(super) lines: Vec<StoryLine>,
}

/// A line of a story.
#[derive(Debug)]
pub(super) struct StoryLine {
    /// The number in the lanes; empty where there are none.
    pub(super) number: String,
    /// When, for machines.
    pub(super) at: String,
    /// When, for people.
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: String,
    /// What was said; empty where nothing was.
    pub(super) quote: String,
    pub(super) is_act: bool,
    pub(super) harms: Vec<State>,
}

impl Chart {
    /// A picture with the table behind it, under one caption.
    pub(super) fn new(caption: String, svg: String, table: Table) -> Self {
        let table = Table { caption: caption.clone(), is_repeated: true, ..table };
        Self { caption, svg, table }
    }
}

impl Table {
    /// A table whose column heads are texts by key; keys that begin with `#` are of numbers.
    pub(super) fn new(say: impl Fn(&str) -> String, keys: &[&str]) -> Self {
        let head = keys.iter().map(|key| {
            let is_number = key.starts_with('#');
            Head { text: say(key.trim_start_matches('#')), is_number }
        });
        Self { head: head.collect(), ..Self::default() }
    }
}
