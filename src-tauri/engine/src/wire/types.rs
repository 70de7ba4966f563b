//! The envelopes: what a request carries beside the model, and what comes unasked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Happened, Job, JobId, Notice, NoticeId, Snapshot};

/// About a folder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DirectoryRequest {
    /// The folder, as the snapshot shows it.
    pub path: String,
}

/// A wish, in the words of the command line.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct WishRequest {
    /// `["venv", "create", "/Users/ada/weather-bot"]`.
    pub wish: Vec<String>,
}

/// Run the plan that was shown.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StartRequest {
    /// The wish.
    pub wish: Vec<String>,
    /// The fingerprint of the plan that was shown.
    pub fingerprint: String,
}

/// About a job.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct JobRequest {
    /// The job.
    pub id: JobId,
}

/// Something that was typed or pasted.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AdviseRequest {
    /// The text.
    pub text: String,
    /// The project in hand, as the snapshot shows it.
    pub project: Option<String>,
    /// The consent to ask the package index about packages that nobody knows here.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub look_up: bool,
}

/// Verify a project.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct VerifyRequest {
    /// The project, as the snapshot shows it.
    pub path: String,
    /// True once the user has said that the environment's Python may be run though it is not a known one.
    pub trusted: bool,
}

/// What stands open in the popover.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ViewRequest {
    /// A project's folder or an interpreter's path, as the snapshot shows it; `None` for neither.
    pub subject: Option<String>,
}

/// What the user has seen.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SeenRequest {
    /// The notices that were on screen. One that has come since is none of them.
    pub ids: Vec<NoticeId>,
}

/// A language.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct LanguageRequest {
    /// `en`, `de` or `ja`.
    pub language: String,
}

/// Some text.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TextRequest {
    /// The text.
    pub text: String,
}

/// What comes unasked.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The machine has changed.
    Snapshot {
        /// As it is now.
        snapshot: Snapshot,
    },
    /// A job has begun, gone on, or ended; without its output.
    Job(Advance),
    /// A job has said something.
    Output(Output),
    /// Something has happened, whoever did it.
    Happened {
        /// What, and when.
        happened: Happened,
    },
    /// The user is told of something.
    Noticed(Notice),
    /// Whoever passes events on has missed some: what they tell of is to be read again.
    Missed,
    /// The window has come up: a view may want to look again.
    Shown,
    /// The window is to show something.
    Open {
        /// What.
        place: Place,
    },
}

/// A job has come further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Advance {
    /// The job; its `output` is empty here.
    pub job: Job,
}

/// Lines that a job has said since the last such event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Output {
    /// The job.
    pub id: JobId,
    /// Its lines.
    pub lines: Vec<String>,
}

/// A place in the popover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    /// Its first view.
    Now,
    /// A project's page.
    Project {
        /// The project, as the snapshot shows it.
        path: String,
    },
    /// An interpreter among the Pythons, unfolded.
    Python {
        /// Its path, as the snapshot shows it.
        path: String,
    },
    /// What is done, was done, and was told of.
    Activity,
    /// The settings.
    Settings,
}
