//! Claims at their limits: of schemas, of numbers and of dictionaries.

use super::*;

/// A node of a schema with a number of children, and the end of it.
fn node(children: u8) -> [u8; 3] {
    [0x55, children * 2, 0]
}

/// A description that has only a schema.
fn described(children: &[u8]) -> Vec<u8> {
    let count = u8::try_from(children.len()).expect("few");
    let mut bytes = vec![0x29, 0xfc, count];
    bytes.extend(children.iter().flat_map(|&children| node(children)));
    bytes.push(0);
    bytes
}

#[test]
fn schemas_have_the_children_that_they_claim_and_a_depth() {
    let fits = |children: &[u8]| look_through(&described(children), 3).is_ok();
    assert!(fits(&[2, 0, 1, 0]));
    assert!(fits(&[1, 1, 0]));
    assert!(!fits(&[1, 1, 1, 0]), "too deep");
    assert!(!fits(&[2, 0, 9, 0]), "more children than nodes");
    assert!(!fits(&[1, 0, 0]), "a second root");
}

/// The second example of the specification: 7, 5, 3, 1, 2, 3, 4, 5 in one block.
#[test]
fn numbers_are_passed_over_to_their_end() {
    let mut bytes = vec![0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0];
    bytes.extend([0b1100_0000, 0b0011_1111, 0, 0, 0, 0, 0, 0, 99]);
    let mut numbers = Thrift::new(&bytes);
    assert_eq!(pass_numbers(&mut numbers, 8), Ok(()));
    assert_eq!(numbers.at(), bytes.len() - 1);
    assert_eq!(pass_numbers(&mut Thrift::new(&bytes), 7), Err(Fault::Broken));
    assert_eq!(pass_numbers(&mut Thrift::new(&bytes[..12]), 8), Err(Fault::Ended));
}

#[test]
fn a_dictionary_has_no_more_values_than_bytes() {
    let page = |num_values| Page::DictionaryPage {
        buf: vec![0; 40].into(),
        num_values,
        encoding: Encoding::PLAIN,
        is_sorted: false,
    };
    assert!(has_room(&page(10), false));
    assert!(!has_room(&page(41), false));
}

/// A count of 2^40 lengths on a page of three values.
#[test]
fn lengths_are_no_more_than_the_values_of_their_page() {
    let page = |count: &[u8]| Page::DataPageV2 {
        buf: [&[0x80, 0x01, 4][..], count, &[0]].concat().into(),
        num_values: 3,
        encoding: Encoding::DELTA_LENGTH_BYTE_ARRAY,
        num_nulls: 0,
        num_rows: 3,
        def_levels_byte_len: 0,
        rep_levels_byte_len: 0,
        is_compressed: false,
        statistics: None,
    };
    assert!(has_room(&page(&[1]), true));
    assert!(!has_room(&page(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x20]), true));
}
