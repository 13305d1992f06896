//! The standards by kind of request, beside what was done.

use filo_model::calendar::Within;
use filo_model::figure::Figure;
use serde::Serialize;

use crate::config::{Config, RequestStandard};
use crate::measures::frame::Frame;
use crate::measures::{Counts, ease};

/// The standard of one kind of request, beside what was done.
#[derive(Debug, Clone, Serialize)]
pub struct ToldRequest {
    /// The kind, in the company's words.
    pub kind: String,
    /// The time to answer, as configured.
    pub answer_within: Option<Within>,
    /// Answered in time, of those whose time is over, of all requests.
    pub answered: Option<Figure>,
    /// The steps, as configured.
    pub steps: Option<u32>,
    /// Within these steps, of the cases that ended.
    pub in_steps: Option<Figure>,
    /// Whether self-service should do.
    pub self_service: bool,
    /// Attempts to do it alone that failed or were given up, of all; absent where no source tells of any.
    pub self_service_failed: Option<Figure>,
    /// Of these attempts, those after which the customer got in touch within a day.
    pub self_service_then_contact: Option<Figure>,
}

impl RequestStandard {
    /// Whether the kind of request is a simple one, of measure S3.
    pub(super) fn is_simple(&self) -> bool {
        self.steps.is_some_and(|steps| steps <= ease::SIMPLE)
    }
}

/// The standards of a configuration, each beside what was done.
pub(super) fn requests(config: &Config, frame: &Frame, counts: &Counts) -> Vec<ToldRequest> {
    let told = config.requests.iter().zip(&frame.standards).map(|(said, standard)| {
        let done = counts.requests.get(&standard.kind).copied().unwrap_or_default();
        let alone =
            |x| (done.alone > 0).then(|| Figure::new("request_alone/1", x, done.alone, done.alone));
        ToldRequest {
            kind: said.kind.clone(),
            answer_within: said.answer,
            answered: said.answer.map(|_| {
                Figure::new("request_answered/1", done.answered, done.answer_judged, done.requests)
            }),
            steps: said.steps,
            in_steps: said
                .steps
                .map(|_| Figure::new("request_steps/1", done.in_steps, done.ended, done.requests)),
            self_service: said.self_service,
            self_service_failed: alone(done.alone_failed),
            self_service_then_contact: alone(done.alone_then_contact),
        }
    });
    told.collect()
}
