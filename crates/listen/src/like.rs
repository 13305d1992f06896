//! How like two texts are by their weighted words: which case is like another.

use crate::matter::{Background, stems};

/// A text as weighted words, of length one; in the order of the words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weighted(Vec<(String, f64)>);

impl Weighted {
    /// The words of a text, the rarer the heavier (term frequency by inverse document frequency).
    #[must_use]
    pub fn of(text: &str, background: &Background) -> Self {
        let weight =
            |stem: &str, times: u32| (1.0 + libm::log(f64::from(times))) * background.rare(stem);
        let mut words: Vec<(String, f64)> = stems(text)
            .into_iter()
            .map(|(stem, (times, _))| {
                let weight = weight(&stem, times);
                (stem, weight)
            })
            .collect();
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        words.iter_mut().for_each(|(_, weight)| *weight /= length.max(1e-9));
        Self(words)
    }

    /// The likeness to another, from 0 to 1, and how many words carry it.
    #[must_use]
    pub fn like(&self, other: &Self) -> (f64, usize) {
        let (mut sum, mut shared) = (0.0, 0);
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some((a, x)), Some((b, y))) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    sum += x * y;
                    shared += 1;
                    one.next();
                    two.next();
                }
            }
        }
        (sum, shared)
    }
}

#[cfg(test)]
mod tests {
    use super::Weighted;
    use crate::matter::Background;

    #[test]
    fn like_cases_share_rare_words_and_not_everyday_ones() {
        let mut background = Background::default();
        for _ in 0..50 {
            background.fold("buongiorno vorrei sapere grazie della risposta");
        }
        let of = |text| Weighted::of(text, &background);
        let asked = of("Buongiorno, vorrei cambiare il materasso difettoso. Grazie");
        let (same, _) = asked.like(&of("il materasso è difettoso, me lo cambiate?"));
        let (polite, _) = asked.like(&of("Buongiorno, vorrei sapere gli orari. Grazie"));
        assert!(same > 2.0 * polite, "{same} {polite}");
        assert!((asked.like(&asked).0 - 1.0).abs() < 1e-9);
    }
}
