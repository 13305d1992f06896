//! Calls into the library that may panic on a broken file, kept from ending the program.
//!
//! The library decodes what somebody meant well with: it indexes, slices and asserts, so that a
//! changed byte can be a panic. Such a panic is unwound up to here and means that the bytes are
//! broken, nothing else: what was being decoded is thrown away, never looked at again.
//!
//! Nothing of it is printed either: the words of a panic are for programmers, and a person who
//! reads a broken file is told so by the row that is set apart. Printing is the matter of the
//! process' panic hook; it is put once behind one that is silent for a thread while it is in here,
//! and for no other thread and no other panic.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether the present thread is inside [`confine`].
    static CONFINED: Cell<bool> = const { Cell::new(false) };
}

/// Calls into the library; nothing where it panicked. What it worked on must then be dropped.
pub(super) fn confine<T>(call: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CONFINED.get() {
                before(info);
            }
        }));
    });
    CONFINED.set(true);
    let called = panic::catch_unwind(AssertUnwindSafe(call));
    CONFINED.set(false);
    called.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_what_follows_is_called() {
        let broken: &[u8] = &[];
        assert_eq!(confine(|| broken.iter().copied().next().expect("a byte")), None);
        assert_eq!(confine(|| 5), Some(5));
        assert!(!CONFINED.get());
    }
}
