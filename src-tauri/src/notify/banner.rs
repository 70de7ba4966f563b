//! What the system shows: a title, a line or two, two buttons at most. Pure.
//!
//! It stands on the screen for whoever passes by: no path, and no reason that may hold one.

use sandbar_engine::model::{Job, Notice, NoticeId, Outcome};

/// A notification, before it is the system's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Banner {
    /// What it is about. One notice has one banner at a time.
    pub(crate) notice: NoticeId,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) buttons: Vec<Button>,
    /// The user waits for it and has it only to look at: no reason to be disturbed.
    pub(crate) quiet: bool,
}

/// A button of a [`Banner`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Button {
    pub(crate) label: String,
    /// It opens the popover, so that Sandbar has to come forward.
    pub(crate) opens: bool,
}

impl Banner {
    /// A notice.
    pub(crate) fn of(notice: &Notice) -> Self {
        let buttons =
            notice.actions.iter().map(|action| Button { label: action.label.clone(), opens: action.wish.is_none() });
        Self {
            notice: notice.id.clone(),
            title: notice.title.clone(),
            body: notice.body.clone(),
            buttons: buttons.collect(),
            quiet: false,
        }
    }

    /// How the job ended that a button of `notice` started.
    pub(crate) fn ended(notice: NoticeId, job: &Job) -> Self {
        // The popover sets names apart by these; here they would be read.
        let what = job.plan.title.replace('`', "");
        let (title, body) = match job.outcome {
            Some(Outcome::Done) => ("Done, and checked", what),
            Some(Outcome::Cancelled) => ("Stopped", what),
            Some(Outcome::Failed) | None => ("That did not work", format!("{what}: open Sandbar to see why")),
        };
        Self::plain(notice, title, body)
    }

    /// That a button of `notice` came to nothing: things have changed since it was shown.
    pub(crate) fn refused(notice: NoticeId) -> Self {
        Self::plain(
            notice,
            "Nothing was changed",
            "This is no longer as it was: open Sandbar to see how it is".to_owned(),
        )
    }

    fn plain(notice: NoticeId, title: &str, body: String) -> Self {
        Self { notice, title: title.to_owned(), body, buttons: Vec::new(), quiet: true }
    }
}

#[cfg(test)]
mod tests {
    use sandbar_engine::machine::MachinePath;
    use sandbar_engine::model::{NoticeAction, NoticeKind};

    use super::*;

    #[test]
    fn a_button_that_leaves_a_choice_brings_sandbar_forward() {
        let action = |wish: Option<&[&str]>| NoticeAction {
            label: "Move to a sandbox".to_owned(),
            wish: wish.map(|words| words.iter().map(|&word| word.to_owned()).collect()),
        };
        let notice = Notice {
            id: NoticeId("1".to_owned()),
            at: String::new(),
            kind: NoticeKind::SystemInstall,
            subject: MachinePath::from(std::path::Path::new("/usr/bin/python3")),
            title: "shore went into your Python 3.12".to_owned(),
            body: "Other programs use this Python.".to_owned(),
            actions: vec![action(Some(&["rescue"])), action(None)],
            shown: true,
            seen: false,
            settled: false,
        };
        let banner = Banner::of(&notice);
        assert_eq!(banner.buttons.iter().map(|button| button.opens).collect::<Vec<_>>(), [false, true]);
        assert!(!banner.quiet);
        assert!(Banner::refused(notice.id).quiet);
    }
}
