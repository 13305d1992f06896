//! Measures two parts of listening that have no labels of their own, on conversations of other writers
//! than those learnt from: how short quotes are and whether they still meet the labels, and whether pieces
//! of one matter are found again.
//!
//! ```sh
//! cargo run --release -p filo-listen --example measure -- quotes data/listen/train data/phrases
//! cargo run --release -p filo-listen --example measure -- matter data/listen/train data/phrases
//! ```

use std::error::Error;
use std::path::Path;

mod matter;
mod quotes;
mod talks;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (what, train, phrases) = (words.next(), words.next(), words.next());
    let (Some(what), Some(train), Some(phrases)) = (what, train, phrases) else {
        return Err(
            "needs: quotes or matter, the folder to learn from, the folder of phrases".into()
        );
    };
    let talks = talks::read(Path::new(&train))?;
    let lines = match what.as_str() {
        "quotes" => quotes::measure(&talks, &talks::reader(Path::new(&phrases))?)?,
        "matter" => matter::measure(&talks),
        _ => return Err("measures `quotes` or `matter`".into()),
    };
    #[expect(clippy::print_stdout, reason = "an example prints what it measures")]
    for line in lines {
        println!("{line}");
    }
    Ok(())
}
