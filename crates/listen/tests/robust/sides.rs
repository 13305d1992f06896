//! What shows a signal of the company shows none when the customer says it.

use filo_listen::conversation::{Conversation, Side};

use crate::train::{listener, talks};

fn swapped(conversation: &Conversation) -> Conversation {
    let mut other = conversation.clone();
    for message in &mut other.messages {
        message.side = match message.side {
            Side::Company => Side::Customer,
            Side::Customer => Side::Company,
            Side::System => Side::System,
        };
    }
    other
}

/// How many signals of a side there are, and how many of them in messages of that side.
fn counted(conversation: &Conversation, side: Side) -> usize {
    let heard = listener().listen(conversation);
    let of_side = heard.signals.iter().filter(|signal| signal.kind.side() == side);
    of_side.inspect(|signal| assert_eq!(conversation.messages[signal.message].side, side)).count()
}

/// What was the company's is now the customer's, and shows nothing of a company. What was the customer's
/// may well be a company's words ("I have sent it"), but less often.
#[test]
fn sides_swapped_drop_the_signals_of_the_company() {
    let (mut before, mut after) = (0, 0);
    for talk in talks() {
        before += counted(&talk.conversation, Side::Company);
        after += counted(&swapped(&talk.conversation), Side::Company);
    }
    println!("{before} signals of the company, sides swapped {after}");
    assert!(after * 3 <= before * 2, "{before} signals of the company, sides swapped {after}");
}
