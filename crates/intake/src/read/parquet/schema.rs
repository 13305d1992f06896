//! The columns of a Parquet file: the leaves of its schema, by the names under which rows have them.

use super::footer::{Meaning, Node};
use super::thrift::{Fault, Read};

/// Columns that a file may have; beyond, it is no table of anything.
const COLUMNS_MAX: usize = 16_384;

/// How values are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    Truth,
    Int32,
    Int64,
    /// A timestamp of older writers: nanoseconds of the day, and the day.
    Int96,
    Float,
    Double,
    Bytes,
    /// With the bytes of each value, at least one.
    Fixed(usize),
}

impl Stored {
    fn of(node: &Node) -> Read<Option<Self>> {
        let Some(number) = node.stored else { return Ok(None) };
        Ok(Some(match number {
            0 => Self::Truth,
            1 => Self::Int32,
            2 => Self::Int64,
            3 => Self::Int96,
            4 => Self::Float,
            5 => Self::Double,
            6 => Self::Bytes,
            7 => {
                let length = usize::try_from(node.length).ok().filter(|&length| length > 0);
                Self::Fixed(length.ok_or(Fault::Broken)?)
            }
            _ => return Err(Fault::Broken),
        }))
    }

    /// The bytes of a value where all have as many.
    pub(super) fn width(self) -> Option<usize> {
        match self {
            Self::Truth | Self::Bytes => None,
            Self::Int32 | Self::Float => Some(4),
            Self::Int64 | Self::Double => Some(8),
            Self::Int96 => Some(12),
            Self::Fixed(width) => Some(width),
        }
    }
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// Its name; those of the groups around it stand before it, with dots between.
    pub(super) name: String,
    pub(super) stored: Stored,
    pub(super) meaning: Meaning,
    /// How many of it and of the groups around it need not be there: a value that is has this level.
    pub(super) level: u32,
    /// The name of the list or map that it stands in: several values for a row.
    pub(super) list: Option<String>,
}

/// The columns of a schema, in the order of the file.
pub(super) fn leaves(nodes: &[Node], depth_max: usize) -> Read<Vec<Leaf>> {
    let mut walk = Walk { nodes: nodes.iter(), leaves: Vec::new() };
    let root = walk.nodes.next().ok_or(Fault::Broken)?;
    walk.children(root, &Place::default(), depth_max)?;
    if walk.nodes.next().is_some() { Err(Fault::Broken) } else { Ok(walk.leaves) }
}

/// Where in a schema one is.
#[derive(Debug, Default)]
struct Place {
    name: String,
    level: u32,
    list: Option<String>,
}

struct Walk<'a> {
    nodes: std::slice::Iter<'a, Node>,
    leaves: Vec<Leaf>,
}

impl Walk<'_> {
    fn children(&mut self, group: &Node, place: &Place, depth_left: usize) -> Read<()> {
        let depth_left = depth_left.checked_sub(1).ok_or(Fault::Broken)?;
        for _ in 0..group.children {
            let node = self.nodes.next().ok_or(Fault::Broken)?;
            let name = match place.name.as_str() {
                "" => node.name.clone(),
                outer => format!("{outer}.{}", node.name),
            };
            // A list is a group around what repeats, and has the name that people know.
            let known = || if place.name.is_empty() { &name } else { &place.name };
            let repeats = node.repetition == 2;
            let list = place.list.clone().or_else(|| repeats.then(|| known().clone()));
            let level = place.level + u32::from(node.repetition != 0);
            match Stored::of(node)? {
                Some(_) if self.leaves.len() == COLUMNS_MAX => return Err(Fault::Broken),
                Some(stored) => {
                    self.leaves.push(Leaf { name, stored, meaning: node.meaning, level, list });
                }
                None => self.children(node, &Place { name, level, list }, depth_left)?,
            }
        }
        Ok(())
    }
}
