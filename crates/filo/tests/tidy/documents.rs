//! What people read: links that lead somewhere, and texts that say the same in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::{expect_none, files_below, has_extension, read, relative, root, words};

/// Words that have no place in the documentation, which speaks of the project alone.
const FOREIGN_WORDS: &[&str] = &[
    "assistant",
    "chatbot",
    "co-authored",
    "copilot",
    "helper",
    "helpers",
    "issue",
    "issues",
    "llm",
    "prompt",
    "prompts",
    "session",
    "sessions",
    "subagent",
];

/// The documentation people read.
fn documents() -> Vec<PathBuf> {
    files_below(&root()).into_iter().filter(|path| has_extension(path, &["md"])).collect()
}

/// The targets of Markdown links outside code, each with its line.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut is_code = false;
    for (place, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        // A code span may hold anything; splitting by its mark leaves prose at even places, and a
        // link whose words are code is split after its opening bracket only.
        for piece in line.split("](").skip(1) {
            if let Some((target, _)) = piece.split_once(')') {
                found.push((place + 1, target.trim().to_owned()));
            }
        }
    }
    found
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    let mut checked = 0;
    for path in documents() {
        for (line, target) in links(&read(&path)) {
            let is_outside = ["http://", "https://", "mailto:", "#"]
                .iter()
                .any(|start| target.starts_with(start));
            let file = target.split('#').next().unwrap_or_default();
            if is_outside || file.is_empty() {
                continue;
            }
            checked += 1;
            let folder = path.parent().expect("a file is in a folder");
            if !folder.join(file).exists() {
                broken.push(format!("{}:{line}: `{target}`", relative(&path)));
            }
        }
    }
    expect_none("a relative link points to a file that exists:", &broken);
    assert!(checked > 5, "only {checked} links were found: the documents lost theirs");
}

/// The messages and attributes of a Fluent file, each with the variables it uses; and the keys that
/// are written twice.
fn messages(text: &str) -> (BTreeMap<String, BTreeSet<String>>, Vec<String>) {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut twice = Vec::new();
    let (mut message, mut key) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let head = line.split_once('=').map(|(head, _)| head.trim_end());
        let begun = match head {
            Some(head)
                if head.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-') =>
            {
                head.clone_into(&mut message);
                Some(message.clone())
            }
            Some(head) => head
                .trim_start()
                .strip_prefix('.')
                .map(|attribute| format!("{message}.{attribute}")),
            None => None,
        };
        if let Some(begun) = begun {
            key = begun;
            if found.insert(key.clone(), BTreeSet::new()).is_some() {
                twice.push(key.clone());
            }
        }
        let variables = line.split('$').skip(1).map(|rest| {
            let end = rest.find(|letter: char| {
                !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_'
            });
            rest[..end.unwrap_or(rest.len())].to_owned()
        });
        if let Some(uses) = found.get_mut(&key) {
            uses.extend(variables.filter(|name| !name.is_empty()));
        }
    }
    (found, twice)
}

#[test]
fn both_languages_say_the_same() {
    let folder = root().join("data/texts");
    let (italian, mut wrong) = messages(&read(&folder.join("it.ftl")));
    let (english, twice) = messages(&read(&folder.join("en.ftl")));
    wrong.extend(twice);
    for key in &mut wrong {
        key.push_str(": written twice");
    }
    assert!(italian.len() > 20, "only {} Italian texts were found", italian.len());
    for key in italian.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        match (italian.get(key), english.get(key)) {
            (Some(_), None) => wrong.push(format!("{key}: missing in en.ftl")),
            (None, Some(_)) => wrong.push(format!("{key}: missing in it.ftl")),
            (Some(it), Some(en)) if it != en => {
                wrong.push(format!("{key}: values {it:?} in Italian, {en:?} in English"));
            }
            _ => {}
        }
    }
    expect_none("data/texts/it.ftl and en.ftl hold the same texts with the same values:", &wrong);
}

#[test]
fn documents_speak_of_the_project_alone() {
    let mut foreign = Vec::new();
    for path in documents() {
        for (place, line) in read(&path).to_lowercase().lines().enumerate() {
            let found = words(line).find(|word| FOREIGN_WORDS.contains(word));
            if let Some(word) = found {
                foreign.push(format!("{}:{}: `{word}`", relative(&path), place + 1));
            }
        }
    }
    expect_none("the documents say what the project is, not how or by whom it was made:", &foreign);
}

#[test]
fn links_and_messages_are_read_as_they_are_written() {
    let (found, twice) = messages(
        "# c\na = x { $n ->\n    [one] { $m }\n   *[other] y\n }\n  .hint = { $k }\na = z\n",
    );
    assert_eq!(found.keys().collect::<Vec<_>>(), ["a", "a.hint"]);
    assert_eq!(twice, ["a"]);
    assert_eq!(found["a.hint"].iter().collect::<Vec<_>>(), ["k"]);
    let text = "see [`a`](b.md#c) and\n```\n[x](y)\n```\n[d](e.md)";
    assert_eq!(links(text), [(1, "b.md#c".to_owned()), (5, "e.md".to_owned())]);
}
