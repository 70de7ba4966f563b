//! The whole contract between the engine and a user interface, in one table.
//!
//! `contract!` makes of it: [`Handler`] (every host of the engine answers all of it, or does not compile),
//! [`dispatch`] (a name and a JSON body in, JSON out), and the TypeScript types in `ui/src/contract.ts`
//! ([`typescript`]; a test fails when that file is stale, `make contract` writes it anew).
//!
//! Nothing is decided here.

mod types;
mod typescript;

pub use types::{
    Advance, AdviseRequest, DirectoryRequest, Event, JobRequest, LanguageRequest, Output, Place, SeenRequest,
    StartRequest, TextRequest, VerifyRequest, ViewRequest, WishRequest,
};

pub use typescript::typescript;

use std::future::Future;

use serde_json::Value;
use ts_rs::TS;

use crate::advise::Advice;
use crate::failure::{Code, Failure};
use crate::machine::MachinePath;
use crate::model::{
    Answer, Job, JobId, Notice, NotificationAccess, Package, PastJob, Practice, Preferences, Snapshot, Verification,
};

macro_rules! contract {
    ($($(#[doc = $doc:literal])+ $name:ident: $request:ty => $reply:ty,)+) => {
        /// Answers every request of the contract.
        pub trait Handler: Sync {
            $($(#[doc = $doc])+
            fn $name(&self, request: $request) -> impl Future<Output = Result<$reply, Failure>> + Send;)+
        }

        /// Answers the request `name` with `body`, as JSON.
        ///
        /// # Errors
        /// [`Code::Usage`] for a name or a body that the contract does not know; else what the handler says.
        pub async fn dispatch(handler: &impl Handler, name: &str, body: Value) -> Result<Value, Failure> {
            match name {
                $(stringify!($name) => {
                    let request = serde_json::from_value::<$request>(body).map_err(|error| misread(name, &error))?;
                    let reply = handler.$name(request).await?;
                    serde_json::to_value(reply).map_err(|error| misread(name, &error))
                })+
                _ => Err(Failure::new(Code::Usage, format!("There is no request called `{name}`"))),
            }
        }

        /// The names in the table, in its order.
        pub const REQUESTS: &[&str] = &[$(stringify!($name)),+];

        fn requests_in_typescript(config: &ts_rs::Config) -> String {
            let mut text = String::from("export interface Requests {\n");
            $(
                $(text.push_str(&format!("  /**{} */\n", $doc));)+
                text.push_str(&format!(
                    "  {}: [{}, {}];\n",
                    stringify!($name),
                    <$request as TS>::name(config),
                    <$reply as TS>::name(config),
                ));
            )+
            text.push_str("}\n");
            text
        }

        fn visit_requests(visitor: &mut impl ts_rs::TypeVisitor) {
            $(
                visitor.visit::<$request>();
                <$request as TS>::visit_dependencies(visitor);
                visitor.visit::<$reply>();
                <$reply as TS>::visit_dependencies(visitor);
                <$reply as TS>::visit_generics(visitor);
            )+
        }
    };
}

contract! {
    /// The snapshot as it stands.
    snapshot: () => Snapshot,
    /// Looks at everything again.
    refresh: () => Snapshot,
    /// Asks the user for a folder, and watches it; `null` when the user thought better of it.
    add_folder: () => Option<MachinePath>,
    /// Stops watching a folder; the folder itself is left alone.
    remove_folder: DirectoryRequest => (),
    /// What a wish would do.
    plan: WishRequest => Answer,
    /// Runs the plan of a wish, if its grounds are still what they were.
    start: StartRequest => JobId,
    /// Stops a job.
    cancel: JobRequest => (),
    /// The jobs that run, wait, or have ended since the engine started.
    jobs: () => Vec<Job>,
    /// What to do about a pip command, a package's name, or a pasted error.
    advise: AdviseRequest => Advice,
    /// The packages in an environment.
    packages: DirectoryRequest => Vec<Package>,
    /// The guide's verification of a project.
    verify: VerifyRequest => Verification,
    /// What was done, the last first.
    history: () => Vec<PastJob>,
    /// Gives up the undo of a job: what it put aside goes to the Trash, and the copies it kept go.
    forget: JobRequest => (),
    /// The line that turns the environment in a folder on, for the user's own shell.
    activation: DirectoryRequest => String,
    /// Asks the user for a place, and does nothing with it; `null` when the user thought better of it.
    pick_place: () => Option<MachinePath>,
    /// Asks the user for a file of package names, and does nothing with it; `null` when the user thought better of it.
    pick_file: () => Option<MachinePath>,
    /// Puts text on the clipboard.
    copy: TextRequest => (),
    /// The text on the clipboard: read only when the user asks for it.
    paste: () => String,
    /// What the user was told of unasked, the last first.
    notices: () => Vec<Notice>,
    /// These notices have been on screen.
    notices_seen: SeenRequest => (),
    /// What stands open in the popover: a project's folder or an interpreter's path; of that no notice is shown.
    viewing: ViewRequest => (),
    /// What the user has chosen about Sandbar itself.
    preferences: () => Preferences,
    /// Chooses; gives back what holds from now on.
    prefer: Preferences => Preferences,
    /// Puts settings that can't be read aside, and begins with none.
    begin_settings_anew: () => (),
    /// The language that the popover speaks from now on: what stands outside of it speaks the same.
    speaking: LanguageRequest => (),
    /// Whether the system shows notices of Sandbar's.
    notification_access: () => NotificationAccess,
    /// Asks the user, where that was not done yet, whether the system may show notices.
    ask_for_notifications: () => NotificationAccess,
    /// A report for a teacher or an issue: no home folder, no name, no content.
    diagnosis: () => String,
    /// The projects in which one may try everything.
    practice: () => Practice,
    /// Hides the window.
    hide: () => (),
    /// Ends Sandbar.
    quit: () => (),
}

fn misread(name: &str, error: &serde_json::Error) -> Failure {
    Failure::new(Code::Usage, format!("The request `{name}` was not understood: {error}"))
}
