//! Whether the machine slept, or its clock was set: then nobody knows what happened meanwhile. Pure.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// How often the two clocks are compared, and what can't be watched is looked at.
pub(super) const BEAT: Duration = Duration::from_mins(1);

/// More than a busy machine delays anything, and less than any sleep that matters.
const JUMP: Duration = Duration::from_secs(30);

/// The two clocks, when they were last compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pulse {
    monotonic: Instant,
    wall: Timestamp,
}

impl Pulse {
    pub(super) fn new(monotonic: Instant, wall: Timestamp) -> Self {
        Self { monotonic, wall }
    }

    /// When the clocks are to be compared again.
    pub(super) fn due(&self) -> Instant {
        self.monotonic + BEAT
    }

    /// Compares the clocks. The one that only runs stands still while the machine sleeps, on both systems.
    pub(super) fn has_jumped(&mut self, monotonic: Instant, wall: Timestamp) -> bool {
        let ran = monotonic.saturating_duration_since(self.monotonic);
        let passed = wall.duration_since(self.wall);
        *self = Self::new(monotonic, wall);
        let ran = jiff::SignedDuration::try_from(ran).unwrap_or(jiff::SignedDuration::MAX);
        passed.saturating_sub(ran).unsigned_abs() > JUMP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_and_a_clock_that_was_set_are_jumps() {
        let (begun, wall) = (Instant::now(), Timestamp::UNIX_EPOCH);
        let after = |ran: u64, passed: i64| {
            let passed = wall + jiff::SignedDuration::from_secs(passed);
            Pulse::new(begun, wall).has_jumped(begun + Duration::from_secs(ran), passed)
        };
        assert!(!after(60, 60));
        assert!(!after(60, 85), "a busy machine");
        assert!(after(60, 3600), "it slept for an hour");
        assert!(after(60, -3600), "its clock was set back");
        assert!(!after(7200, 7200), "nobody was woken, but both clocks ran");
    }

    #[test]
    fn each_comparison_begins_anew() {
        let (begun, wall) = (Instant::now(), Timestamp::UNIX_EPOCH);
        let mut pulse = Pulse::new(begun, wall);
        let second = |seconds| (begun + Duration::from_secs(seconds), wall + jiff::SignedDuration::from_secs(600));
        let (monotonic, later) = second(60);
        assert!(pulse.has_jumped(monotonic, later));
        assert_eq!(pulse.due(), begun + BEAT * 2);
        let (monotonic, later) = second(61);
        assert!(!pulse.has_jumped(monotonic, later));
    }
}
