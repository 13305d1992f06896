//! Files of conversations of any form: what is read is listened to, and every quote is a part of its message.
#![no_main]

use std::sync::LazyLock;

use filo::listen::data::listener;
use filo::listen::input::Input;
use filo_listen::listen::Listener;

static LISTENER: LazyLock<Listener> =
    LazyLock::new(|| listener().expect("it comes with the program"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _read = Input::drain(bytes, &mut |line| {
        let heard = LISTENER.listen(&line.conversation);
        for one in &heard.signals {
            assert!(line.conversation.messages[one.message].text.get(one.quote.clone()).is_some());
        }
    });
});
