//! Which notices the system has been given, so that one which is heard of twice, or late, is shown once.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use sandbar_engine::model::{Notice, NoticeId};

/// The notices that were given to the system, or are not to be any more.
pub(crate) struct Handed(Mutex<BTreeSet<NoticeId>>);

impl Handed {
    /// These were told before.
    pub(super) fn of(told: &[Notice]) -> Self {
        Self(Mutex::new(told.iter().map(|notice| notice.id.clone()).collect()))
    }

    /// Those that the system is to show and has not been given. From then on it has.
    pub(super) fn take<'notice>(&self, notices: impl IntoIterator<Item = &'notice Notice>) -> Vec<&'notice Notice> {
        let mut handed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = notices.into_iter().filter(|notice| handed.insert(notice.id.clone()));
        new.filter(|notice| notice.shown && !notice.seen).collect()
    }
}

#[cfg(test)]
mod tests {
    use sandbar_engine::machine::MachinePath;
    use sandbar_engine::model::NoticeKind;

    use super::*;

    fn notice(id: &str) -> Notice {
        Notice {
            id: NoticeId(id.to_owned()),
            at: String::new(),
            kind: NoticeKind::NewProject,
            subject: MachinePath::new("/p"),
            title: String::new(),
            body: String::new(),
            actions: Vec::new(),
            shown: true,
            seen: false,
            settled: false,
        }
    }

    #[test]
    fn what_was_missed_is_shown_once_and_what_an_earlier_run_told_is_not() {
        let handed = Handed::of(&[notice("1")]);
        let heard = notice("2");
        assert_eq!(handed.take([&heard]), [&heard]);
        let muted = Notice { shown: false, ..notice("4") };
        let seen = Notice { seen: true, ..notice("5") };
        let all = [notice("1"), notice("2"), notice("3"), muted, seen];
        assert_eq!(handed.take(&all), [&all[2]]);
        // The event that told of them may still come.
        assert_eq!(handed.take([&notice("3"), &notice("5")]), Vec::<&Notice>::new());
    }
}
