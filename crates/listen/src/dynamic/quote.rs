//! What stands in the messages that show a dynamic: the sentence that shows most its part of it, cut short.

use crate::cut::shortest;
use crate::dynamic::{Dynamic, Quote};
use crate::feature::Talk;
use crate::kind::{DynamicKind, SignalKind};
use crate::signal::{Place, Shown, SignalModel};

/// What is less probable is not quoted.
const LEAST: f32 = 0.2;

/// The quotes of a dynamic, in the order of its messages.
#[must_use]
pub fn quotes(
    talk: &Talk<'_>,
    model: &SignalModel,
    signals: &[(Place, Shown)],
    dynamic: &Dynamic,
) -> Vec<Quote> {
    let kinds = kinds(dynamic.kind);
    let best = |message: usize, kinds: &[SignalKind]| {
        let sentences = signals.iter().filter(|(place, _)| place.message == message);
        let shown = sentences.flat_map(|(place, shown)| {
            kinds.iter().map(|kind| (*place, *kind, shown[kind.index()]))
        });
        shown
            .filter(|(_, _, probability)| *probability >= LEAST)
            .max_by(|one, other| one.2.total_cmp(&other.2).then(other.0.cmp(&one.0)))
    };
    let quote = |(place, kind, _): (Place, SignalKind, f32)| {
        let place_in_text = shortest(talk, model, place, kind);
        Quote { message: place.message, kind, place: place_in_text }
    };
    let messages = dynamic.messages.iter();
    let mut quotes: Vec<Quote> = if dynamic.kind == DynamicKind::Recovered {
        // One message may apologise, solve and make amends: each is quoted.
        let each = messages.flat_map(|message| kinds.iter().map(|kind| (*message, *kind)));
        each.filter_map(|(message, kind)| best(message, &[kind])).map(quote).collect()
    } else {
        messages.filter_map(|message| best(*message, kinds)).map(quote).collect()
    };
    quotes.dedup_by(|next, kept| next.message == kept.message && next.place == kept.place);
    quotes
}

/// The signals that make a dynamic up.
fn kinds(kind: DynamicKind) -> &'static [SignalKind] {
    use SignalKind::{
        Apology, Chasing, Delight, ForcedEffort, Goodwill, Grant, Interim, NotMyDepartment,
        Promise, Refusal, Repeat, ReportedPromise, ReportedRefusal,
    };
    match kind {
        DynamicKind::Tortuous => &[ForcedEffort, NotMyDepartment],
        DynamicKind::Slow => &[Interim, Chasing],
        DynamicKind::Contradictory => &[Refusal, Grant, Promise, ReportedRefusal, ReportedPromise],
        DynamicKind::SoftenedNo => &[Refusal, ReportedRefusal, Grant, Goodwill],
        DynamicKind::FlatNo => &[Refusal],
        DynamicKind::Bounce => &[NotMyDepartment],
        DynamicKind::Repeat => &[Repeat],
        DynamicKind::Unanswered => &[Chasing, Repeat],
        DynamicKind::PromiseKept => &[Promise, ReportedPromise, Delight, Grant],
        DynamicKind::PromiseBroken => &[Promise, ReportedPromise, Chasing],
        DynamicKind::ThanksButUnresolved => &[],
        DynamicKind::Recovered => &[Apology, Grant, Goodwill],
    }
}
