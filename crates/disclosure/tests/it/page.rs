//! The examples of the page are what masking does.

use crate::mask;

const PAGE: &str = include_str!("../../../../docs/DISCLOSURE.md");

#[test]
fn the_examples_of_the_page_are_true() {
    let of = |mark: &str| -> Vec<&str> {
        PAGE.lines().filter_map(|line| line.strip_prefix(mark)).map(str::trim).collect()
    };
    let (given, expected) = (of("in: "), of("out: "));
    assert!(given.len() >= 4 && given.len() == expected.len());
    for (text, masked) in given.iter().zip(expected) {
        assert_eq!(mask(text).text, masked);
    }
}
