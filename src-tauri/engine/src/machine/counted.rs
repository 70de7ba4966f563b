//! How often a thread has asked the disk, for the tests that hold what a look costs.

#[cfg(test)]
thread_local! {
    static ASKED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The disk is asked once more.
#[cfg(test)]
pub(super) fn one() {
    ASKED.set(ASKED.get() + 1);
}

/// Nobody counts.
#[cfg(not(test))]
pub(super) const fn one() {}

/// How often this thread has asked the disk so far.
#[cfg(test)]
pub(crate) fn asked() -> u64 {
    ASKED.get()
}
