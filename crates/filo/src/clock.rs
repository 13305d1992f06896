//! The clock: the only place that reads the time, so that everything else takes it as an argument.

/// Now, in UTC epoch milliseconds.
#[must_use]
pub fn now() -> i64 {
    jiff_now()
}

#[expect(clippy::disallowed_methods, reason = "this is the application's clock")]
fn jiff_now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Measures how long something takes, for progress and logs.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts it.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the application's clock")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Seconds since the start.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
