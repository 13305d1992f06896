//! A company's own phrases: the folder in which they stand.

use std::fs;
use std::path::Path;

use filo_listen::own::{Fault, Own, Shipped};
use filo_listen::read::Reader;

use crate::listen::data;
use crate::problem::{Problem, Result};

/// The own phrases of a folder: every `*.toml` in it and in the folders below, in the order of their names.
/// What is wrong with them, examples that are not heard among it, comes beside.
///
/// # Errors
/// Where the folder or a file of it cannot be read.
pub fn read(folder: &Path, reader: &Reader) -> Result<(Own, Vec<Fault>)> {
    let concepts = data::concepts();
    let concepts: Vec<_> =
        concepts.iter().map(|(language, text)| (*language, text.as_str())).collect();
    let shipped = Shipped { phrases: reader.grammar().phrases(), concepts: &concepts };
    let (own, mut faults) = Own::read(&files(folder)?, &shipped);
    faults.extend(own.prove(reader));
    faults.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    Ok((own, faults))
}

/// Reading with the own phrases of a folder.
///
/// # Errors
/// Where the folder cannot be read, or a phrase is wrong: the first is named.
pub fn with_own(reader: Reader, folder: &Path) -> Result<Reader> {
    let (own, faults) = read(folder, &reader)?;
    match faults.first() {
        None => Ok(reader.with_own(own)),
        Some(first) => Err(Problem::new("listen-own-faults")
            .with("count", faults.len())
            .with("file", &first.file)
            .with("line", first.line)
            .with("folder", folder.display())),
    }
}

/// The files of a folder of phrases, each with its name.
///
/// # Errors
/// Where one of them cannot be read.
pub fn files(folder: &Path) -> Result<Vec<(String, String)>> {
    let unreadable = |path: &Path, error| {
        Problem::new("listen-own-folder").with("folder", path.display()).caused_by(error)
    };
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(one) = open.pop() {
        for entry in fs::read_dir(&one).map_err(|error| unreadable(&one, error))? {
            let path = entry.map_err(|error| unreadable(&one, error))?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let bytes = fs::read(&path).map_err(|error| unreadable(&path, error))?;
                let name = path.strip_prefix(folder).unwrap_or(&path);
                let name = name.display().to_string().replace('\\', "/");
                out.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    out.sort_unstable();
    Ok(out)
}
