//! Ordinary sentences of customer service that name nobody: how much of them is masked.

use crate::mask;

const SENTENCES: &str = include_str!("../data/ordinary.txt");

#[test]
fn ordinary_sentences_are_hardly_touched() {
    let lines: Vec<&str> = SENTENCES.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() >= 160, "only {} sentences", lines.len());
    let words: usize = lines.iter().map(|line| line.split_whitespace().count()).sum();
    let touched: Vec<String> = lines
        .iter()
        .map(|line| mask(line))
        .filter(|masked| !masked.spans.is_empty())
        .map(|masked| masked.text)
        .collect();
    let spans: usize = touched.iter().map(|text| text.matches('[').count()).sum();
    // At most one word in 400 of ordinary sentences.
    assert!(spans * 400 <= words, "{spans} of {words} words: {touched:#?}");
}
