//! What stands after every undo, chained ones too: the same for all that people decide.

/// Which of some acts of people stand: an undo that stands takes its target away, so that undoing
/// an undo brings back what that had taken.
///
/// `numbers` are the acts' running numbers, ascending; `undone_by(place)` is the number that the act
/// at a place undoes, nothing where it is no undo. An undo only ever names an earlier act.
#[must_use]
pub fn standing(numbers: &[i64], undone_by: impl Fn(usize) -> Option<i64>) -> Vec<bool> {
    let mut stands = vec![true; numbers.len()];
    // Walking back settles each before it is read.
    for place in (0..numbers.len()).rev() {
        if stands[place]
            && let Some(number) = undone_by(place)
            && let Ok(target) = numbers.binary_search(&number)
            && target < place
        {
            stands[target] = false;
        }
    }
    stands
}

#[cfg(test)]
mod tests {
    use super::standing;

    #[test]
    fn an_undo_takes_away_what_it_names_and_what_undoes_it_brings_that_back() {
        let undoes = [None, Some(3), Some(5), Some(8)];
        let numbers = [3, 5, 8, 9];
        let after = |count: usize| standing(&numbers[..count], |place| undoes[place]);
        assert_eq!(after(1), [true]);
        assert_eq!(after(2), [false, true]);
        assert_eq!(after(3), [true, false, true]);
        assert_eq!(after(4), [false, true, false, true]);
    }

    #[test]
    fn an_undo_of_nothing_known_takes_nothing_away() {
        assert_eq!(standing(&[1, 2], |place| (place == 1).then_some(7)), [true, true]);
    }
}
