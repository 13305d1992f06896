//! Seeded chance: one stream per purpose and index, so that no customer's story depends on another's.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a stream of chance is for. Streams of different purposes never meet.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// Who a customer is.
    Person = 1,
    /// What two neighbouring customers share.
    Pair = 2,
    /// Which customers of a block carry which scenario.
    Block = 3,
    /// What happens to a customer.
    Story = 4,
    /// What the sources lose of it.
    Noise = 5,
    /// What departments do about themselves.
    Company = 6,
    /// What the company's people answer in a wave.
    Culture = 7,
    /// What customers answer after a case.
    Heard = 8,
}

/// A stream of chance.
#[derive(Debug)]
pub(crate) struct Chance {
    stream: ChaCha8Rng,
}

impl Chance {
    /// The stream of a seed, a purpose and an index.
    pub(crate) fn new(seed: u64, purpose: Purpose, index: u32) -> Self {
        let mut bytes = [0_u8; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..12].copy_from_slice(&index.to_le_bytes());
        bytes[12] = purpose as u8;
        Self { stream: ChaCha8Rng::from_seed(bytes) }
    }

    /// A number from 0 to `count - 1`; 0 where `count` is 0. The bias is below `count` in 2^32.
    pub(crate) fn below(&mut self, count: u32) -> u32 {
        let wide = u64::from(self.stream.next_u32()) * u64::from(count);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let count = u32::try_from(high - low + 1).unwrap_or(1);
        low + i32::try_from(self.below(count)).unwrap_or(0)
    }

    /// True in `share` of 100 draws.
    pub(crate) fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// One of the items, each as likely as the others. The list must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let place = usize::try_from(self.below(count)).unwrap_or(0);
        &items[place]
    }

    /// A draw from the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        // Half a step above nought, whose logarithm there is not.
        let mut unit = || (f64::from(self.stream.next_u32()) + 0.5) / 4_294_967_296.0;
        let radius = (-2.0 * unit().ln()).sqrt();
        radius * (std::f64::consts::TAU * unit()).cos()
    }

    /// Puts the items into an order in which each is as likely as any other (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let count = u32::try_from(last + 1).unwrap_or(u32::MAX);
            items.swap(last, usize::try_from(self.below(count)).unwrap_or(0));
        }
    }

    /// One of the words.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        let word: &&'static str = self.pick(words);
        word
    }
}
