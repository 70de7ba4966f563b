//! The notifications of macOS: `UNUserNotificationCenter`, and nothing of the interface before it, which a bundle that
//! uses this one must not touch.
//!
//! The framework ends a program that is no bundle, so such a one has no notifications at all.

use std::mem;
use std::ptr::NonNull;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use block2::{DynBlock, RcBlock};
use objc2::rc::Retained;
use objc2::runtime::{Bool, NSObject, NSObjectProtocol, ProtocolObject};
use objc2::{AnyThread as _, DefinedClass as _, define_class, msg_send};
use objc2_foundation::{NSArray, NSError, NSSet, NSString};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNAuthorizationStatus, UNMutableNotificationContent, UNNotification, UNNotificationAction,
    UNNotificationActionOptions, UNNotificationCategory, UNNotificationCategoryOptions,
    UNNotificationDefaultActionIdentifier, UNNotificationInterruptionLevel, UNNotificationPresentationOptions,
    UNNotificationRequest, UNNotificationResponse, UNNotificationSettings, UNUserNotificationCenter,
    UNUserNotificationCenterDelegate,
};
use sandbar_engine::model::{NoticeId, NotificationAccess};
use tauri::AppHandle;

use super::answer::{self, Answer};
use super::banner::Button;
use super::{Banner, Notifier, Shared};
use crate::system;

/// The system answers at once; a system in trouble is not waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The question stands in a corner of the screen until somebody looks there.
const THOUGHT: Duration = Duration::from_mins(10);

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and `Ear` has no Drop.
    #[unsafe(super(NSObject))]
    #[name = "SandbarNotificationDelegate"]
    #[ivars = AppHandle]
    struct Ear;

    // SAFETY: the protocol asks nothing more.
    unsafe impl NSObjectProtocol for Ear {}

    // SAFETY: the methods have the signatures of the protocol.
    unsafe impl UNUserNotificationCenterDelegate for Ear {
        /// Without this, nothing is shown while Sandbar has the focus.
        #[unsafe(method(userNotificationCenter:willPresentNotification:withCompletionHandler:))]
        fn will_present(
            &self,
            _: &UNUserNotificationCenter,
            _: &UNNotification,
            done: &DynBlock<dyn Fn(UNNotificationPresentationOptions)>,
        ) {
            done.call((UNNotificationPresentationOptions::Banner | UNNotificationPresentationOptions::List,));
        }

        #[unsafe(method(userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:))]
        fn did_receive(
            &self,
            _: &UNUserNotificationCenter,
            response: &UNNotificationResponse,
            done: &DynBlock<dyn Fn()>,
        ) {
            let notice = NoticeId(response.notification().request().identifier().to_string());
            if let Some(answer) = meaning(&response.actionIdentifier()) {
                answer::given(self.ivars(), notice, answer);
            }
            done.call(());
        }
    }
);

impl Ear {
    fn new(app: AppHandle) -> Retained<Self> {
        let this = Self::alloc().set_ivars(app);
        // SAFETY: NSObject's `init` has this signature.
        #[expect(unsafe_code, reason = "Objective-C's way to make an object")]
        unsafe {
            msg_send![super(this), init]
        }
    }
}

/// Waving it away means nothing.
fn meaning(identifier: &NSString) -> Option<Answer> {
    // SAFETY: a constant of the framework, there since macOS 10.14.
    #[expect(unsafe_code, reason = "a constant in Objective-C")]
    let body = unsafe { UNNotificationDefaultActionIdentifier };
    if identifier == body { Some(Answer::Body) } else { identifier.to_string().parse().ok().map(Answer::Button) }
}

/// Outside a bundle.
struct Nobody;

impl Notifier for Nobody {
    fn access(&self) -> NotificationAccess {
        NotificationAccess::Unavailable
    }

    fn ask(&self) -> NotificationAccess {
        NotificationAccess::Unavailable
    }

    fn show(&self, _: &Banner) {}

    fn withdraw(&self, _: &[NoticeId]) {}
}

/// The system's centre, of which there is one for each program.
struct Centre {
    /// Held while something is shown: the kinds of notifications are read, and written with one more.
    showing: Mutex<()>,
}

/// Begins to listen for answers.
pub(super) fn notifier(app: &AppHandle) -> Shared {
    if !system::is_bundled() {
        return Arc::new(Nobody);
    }
    let ear = Ear::new(app.clone());
    centre().setDelegate(Some(ProtocolObject::from_ref(&*ear)));
    // The centre does not hold on to it, and it is needed for as long as the program runs.
    mem::forget(ear);
    Arc::new(Centre { showing: Mutex::new(()) })
}

fn centre() -> Retained<UNUserNotificationCenter> {
    UNUserNotificationCenter::currentNotificationCenter()
}

impl Notifier for Centre {
    fn access(&self) -> NotificationAccess {
        let (answer, heard) = mpsc::channel();
        let read = RcBlock::new(move |settings: NonNull<UNNotificationSettings>| {
            // SAFETY: the system hands over an object that lives for as long as this call.
            #[expect(unsafe_code, reason = "the block is given a pointer")]
            let settings = unsafe { settings.as_ref() };
            let _ = answer.send(access(settings.authorizationStatus()));
        });
        centre().getNotificationSettingsWithCompletionHandler(&read);
        heard.recv_timeout(PATIENCE).unwrap_or(NotificationAccess::Unavailable)
    }

    fn ask(&self) -> NotificationAccess {
        let (answer, heard) = mpsc::channel();
        let answered = RcBlock::new(move |_granted: Bool, _error: *mut NSError| {
            let _ = answer.send(());
        });
        centre().requestAuthorizationWithOptions_completionHandler(UNAuthorizationOptions::Alert, &answered);
        // What they have said, or that they said nothing, the settings know.
        let _ = heard.recv_timeout(THOUGHT);
        self.access()
    }

    fn show(&self, banner: &Banner) {
        let _one_at_a_time = self.showing.lock().unwrap_or_else(PoisonError::into_inner);
        let content = UNMutableNotificationContent::new();
        content.setTitle(&NSString::from_str(&banner.title));
        content.setBody(&NSString::from_str(&banner.body));
        if banner.quiet {
            content.setInterruptionLevel(UNNotificationInterruptionLevel::Passive);
        }
        if !banner.buttons.is_empty() {
            let _ = declare(&banner.buttons).recv_timeout(PATIENCE);
            content.setCategoryIdentifier(&NSString::from_str(&kind(&banner.buttons)));
        }
        let name = NSString::from_str(&banner.notice.0);
        let request = UNNotificationRequest::requestWithIdentifier_content_trigger(&name, &content, None);
        // Where the user has said no, the icon and the popover are left.
        centre().addNotificationRequest_withCompletionHandler(&request, None);
    }

    fn withdraw(&self, notices: &[NoticeId]) {
        let names: Vec<_> = notices.iter().map(|notice| NSString::from_str(&notice.0)).collect();
        centre().removeDeliveredNotificationsWithIdentifiers(&NSArray::from_retained_slice(&names));
    }
}

fn access(status: UNAuthorizationStatus) -> NotificationAccess {
    match status {
        UNAuthorizationStatus::NotDetermined => NotificationAccess::Unasked,
        UNAuthorizationStatus::Denied => NotificationAccess::Denied,
        _ => NotificationAccess::Granted,
    }
}

/// Buttons belong to a kind of notifications, which the system has to know before the first of them. It knows those of
/// earlier runs still, and what is shown of them needs its buttons: they are kept. Hears when it is done.
fn declare(buttons: &[Button]) -> Receiver<()> {
    let (done, declared) = mpsc::channel();
    let buttons = buttons.to_vec();
    let add = RcBlock::new(move |known: NonNull<NSSet<UNNotificationCategory>>| {
        // SAFETY: the system hands over an object that lives for as long as this call.
        #[expect(unsafe_code, reason = "the block is given a pointer")]
        let mut all = unsafe { known.as_ref() }.to_vec();
        all.push(category(&buttons));
        centre().setNotificationCategories(&NSSet::from_retained_slice(&all));
        let _ = done.send(());
    });
    centre().getNotificationCategoriesWithCompletionHandler(&add);
    declared
}

/// The name of the kind: the same buttons are the same kind.
fn kind(buttons: &[Button]) -> String {
    let names = buttons.iter().map(|button| format!("{}{}", if button.opens { '>' } else { '=' }, button.label));
    names.collect::<Vec<_>>().join("|")
}

fn category(buttons: &[Button]) -> Retained<UNNotificationCategory> {
    let actions = buttons.iter().enumerate().map(|(place, button)| {
        let options =
            if button.opens { UNNotificationActionOptions::Foreground } else { UNNotificationActionOptions::empty() };
        let (name, label) = (NSString::from_str(&place.to_string()), NSString::from_str(&button.label));
        UNNotificationAction::actionWithIdentifier_title_options(&name, &label, options)
    });
    UNNotificationCategory::categoryWithIdentifier_actions_intentIdentifiers_options(
        &NSString::from_str(&kind(buttons)),
        &NSArray::from_retained_slice(&actions.collect::<Vec<_>>()),
        &NSArray::new(),
        UNNotificationCategoryOptions::empty(),
    )
}
