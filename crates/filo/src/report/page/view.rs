//! What the page's template knows: sections of charts with their tables, tables, words and stories.

/// A figure to see first.
#[derive(Debug)]
pub(crate) struct Tile {
    pub(crate) class: &'static str,
    pub(crate) value: String,
    pub(crate) label: String,
}

/// A part of the page.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<String>,
    pub(crate) blocks: Vec<Block>,
}

/// Something in a section.
#[derive(Debug)]
pub(crate) enum Block {
    Chart(Chart),
    Table(Table),
    Heading(String),
    Words(String),
    Note(String),
    Story(Story),
}

/// A picture and the table behind it.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) caption: String,
    pub(crate) svg: String,
    pub(crate) table: Table,
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) caption: String,
    /// Whether the caption stands over the picture already, and is there for whoever hears it read.
    pub(crate) is_repeated: bool,
    pub(crate) head: Vec<Head>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) text: String,
    pub(crate) is_number: bool,
}

/// A cell.
#[derive(Debug)]
pub(crate) enum Cell {
    Head(String),
    Text(String),
    Number(String),
    State(State),
}

/// A word that says how something stands; its class gives it a colour beside the word.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) class: &'static str,
    pub(crate) text: String,
}

/// A thread told, or a finding with what shows it.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) title: String,
    pub(crate) badges: Vec<State>,
    pub(crate) note: String,
    /// The lanes; empty where the story is short.
    pub(crate) svg: String,
    pub(crate) lines: Vec<StoryLine>,
}

/// A line of a story.
#[derive(Debug)]
pub(crate) struct StoryLine {
    /// The number in the lanes; empty where there are none.
    pub(crate) number: String,
    /// When, for machines.
    pub(crate) at: String,
    /// When, for people.
    pub(crate) when: String,
    pub(crate) who: String,
    pub(crate) what: String,
    /// What was said; empty where nothing was.
    pub(crate) quote: String,
    pub(crate) is_act: bool,
    pub(crate) harms: Vec<State>,
}

impl Chart {
    /// A picture with the table behind it, under one caption.
    pub(crate) fn new(caption: String, svg: String, table: Table) -> Self {
        let table = Table { caption: caption.clone(), is_repeated: true, ..table };
        Self { caption, svg, table }
    }
}

impl Table {
    /// A table whose column heads are texts by key; keys that begin with `#` are of numbers.
    pub(crate) fn new(say: impl Fn(&str) -> String, keys: &[&str]) -> Self {
        let head = keys.iter().map(|key| {
            let is_number = key.starts_with('#');
            Head { text: say(key.trim_start_matches('#')), is_number }
        });
        Self { head: head.collect(), ..Self::default() }
    }
}
