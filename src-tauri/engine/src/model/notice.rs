//! What the user is told of unasked, and what they have said about being told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::machine::MachinePath;

/// A notice's name: sortable by time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct NoticeId(pub String);

/// Something that the user is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notice {
    /// Its name.
    pub id: NoticeId,
    /// When, RFC 3339.
    pub at: String,
    /// What kind it is of.
    pub kind: NoticeKind,
    /// The folder or the interpreter that it is about.
    pub subject: MachinePath,
    /// One line: what happened.
    pub title: String,
    /// One or two lines: what that means, without a private path.
    pub body: String,
    /// What can be done about it at once: two at most.
    pub actions: Vec<NoticeAction>,
    /// Whether the system was to show it as well: not what is muted, beyond the day's measure, or open in the popover.
    pub shown: bool,
    /// Whether the user has seen it in the popover.
    pub seen: bool,
    /// Whether what it told of is over: seen by looking, and not kept.
    #[serde(default)]
    pub settled: bool,
}

/// What the user is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something was installed into a protected Python, or broke off there.
    SystemInstall,
    /// A new project has no sandbox.
    NewProject,
    /// A sandbox no longer works.
    EnvironmentBroken,
    /// pip's guard was switched off.
    GuardOff,
}

/// A button of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoticeAction {
    /// What stands on it.
    pub label: String,
    /// What it does; `None` where the user has to choose something first, and the popover opens.
    pub wish: Option<Vec<String>>,
}

/// What the user has chosen about Sandbar itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preferences {
    /// Which kinds of notices the system may show.
    pub notify: Notify,
    /// Folders and interpreters of which nothing is shown by the system.
    pub muted: Vec<MachinePath>,
    /// The language of the popover: `en`, `de`, `ja`; `None` for the system's.
    pub language: Option<String>,
    /// Whether the icon stands in the menu bar; `None` where it can't be hidden.
    pub icon: Option<bool>,
    /// Whether Sandbar starts with the session; `None` where that can't be arranged.
    pub launch_at_login: Option<bool>,
    /// Whether the first screens are over.
    pub welcomed: bool,
}

/// Which kinds of notices the system may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for each kind")]
pub struct Notify {
    /// [`NoticeKind::SystemInstall`].
    pub system_install: bool,
    /// [`NoticeKind::NewProject`].
    pub new_project: bool,
    /// [`NoticeKind::EnvironmentBroken`].
    pub environment_broken: bool,
    /// [`NoticeKind::GuardOff`].
    pub guard_off: bool,
}

impl Default for Notify {
    fn default() -> Self {
        Self { system_install: true, new_project: true, environment_broken: true, guard_off: true }
    }
}

impl Notify {
    /// Whether the system may show a notice of this kind.
    pub fn allows(self, kind: NoticeKind) -> bool {
        match kind {
            NoticeKind::SystemInstall => self.system_install,
            NoticeKind::NewProject => self.new_project,
            NoticeKind::EnvironmentBroken => self.environment_broken,
            NoticeKind::GuardOff => self.guard_off,
        }
    }
}

/// Whether the system shows notices of Sandbar's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationAccess {
    /// It does.
    Granted,
    /// The user has said no.
    Denied,
    /// The user was not asked yet.
    Unasked,
    /// There is nothing here that could show any.
    Unavailable,
}

/// The projects in which one may try everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Practice {
    /// Where it is, or would be.
    pub path: MachinePath,
    /// Whether it is there.
    pub exists: bool,
    /// A second one, to see that what is in the one is not in the other.
    pub second: MachinePath,
}
