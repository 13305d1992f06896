//! Order and repetition change nothing.

use filo_listen::conversation::{Conversation, Side};
use filo_listen::listen::Listener;

use crate::train::{listener, new_listener, talks};

/// Everything that is heard, to the last bit.
fn heard(listener: &Listener, number: usize) -> String {
    format!("{:?}", listener.listen(&talks()[number].conversation))
}

#[test]
fn the_same_conversation_is_heard_the_same_again_and_in_any_order() {
    let listener = listener();
    let all = 0..talks().len();
    let once: Vec<String> = all.clone().map(|number| heard(listener, number)).collect();
    let mut turned: Vec<String> = all.clone().rev().map(|number| heard(listener, number)).collect();
    turned.reverse();
    assert!(once == turned);
    let other = new_listener();
    assert!(all.step_by(7).all(|number| heard(&other, number) == once[number]));
}

#[test]
fn a_conversation_in_two_files_is_heard_as_in_one() {
    for talk in talks() {
        let whole = &talk.conversation;
        // Who keeps the customer's mail apart from the answers, and who changes the file midway.
        let by_side = whole.messages.iter().cloned().partition(|one| one.side == Side::Customer);
        let (first, second) = whole.messages.split_at(whole.messages.len() / 2);
        for (one, other) in [by_side, (second.to_vec(), first.to_vec())] {
            let part = |messages| Conversation { language: whole.language, messages };
            let merged = Conversation::merged(&[part(one), part(other)]);
            // Of messages of one minute nobody can say which came first.
            let times: Vec<_> =
                whole.messages.iter().map(|one| one.at.map(|at| at.millis)).collect();
            if times.is_sorted_by(|one, next| one < next) {
                let heard = |one: &Conversation| format!("{:?}", listener().listen(one));
                assert_eq!(heard(&merged), heard(whole), "{}", talk.id);
            }
        }
    }
}
