//! A login item of macOS, as `SMAppService` keeps them: under the app's own name in the system's settings.

use objc2::msg_send;
use objc2::rc::Retained;
use objc2_foundation::{NSAppleEventDescriptor, NSAppleEventManager};
use objc2_service_management::{SMAppService, SMAppServiceStatus};
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::machine::Machine;

use crate::system::is_bundled;

/// `keyAEPropData`, `keyAELaunchedAsLogInItem`.
const REASON: u32 = u32::from_be_bytes(*b"prdt");
const AT_LOGIN: u32 = u32::from_be_bytes(*b"lgit");

/// Whether it does; `None` outside a bundle, which macOS can't start.
pub(crate) fn is_on(machine: &Machine) -> Option<bool> {
    (machine.live && is_bundled()).then(|| status(&service()) == SMAppServiceStatus::Enabled)
}

/// Arranges that it does, or no longer does.
pub(crate) fn switch(_: &Machine, on: bool) -> Result<(), Failure> {
    let service = service();
    // SAFETY: neither method has a condition.
    #[expect(unsafe_code, reason = "the service is an object of Objective-C")]
    let switched = unsafe { if on { service.registerAndReturnError() } else { service.unregisterAndReturnError() } };
    if on && status(&service) == SMAppServiceStatus::RequiresApproval {
        // SAFETY: the method has no condition.
        #[expect(unsafe_code, reason = "the service is an object of Objective-C")]
        unsafe {
            SMAppService::openSystemSettingsLoginItems();
        }
        return Err(Failure::new(Code::Refused, "macOS starts Sandbar at login only once you have allowed it")
            .hint("Switch Sandbar on under Login Items, which System Settings shows now"));
    }
    switched.map_err(|error| {
        let why = error.localizedDescription();
        Failure::new(Code::Refused, format!("Could not change Sandbar's login item: {why}"))
            .hint("Move Sandbar to the Applications folder, then try again")
    })
}

/// Whether macOS has started this process as a login item: those are given no arguments, but a reason.
pub(crate) fn was_started() -> bool {
    let Some(event) = NSAppleEventManager::sharedAppleEventManager().currentAppleEvent() else { return false };
    // SAFETY: the method takes a code of four letters, and gives a descriptor or nil.
    #[expect(unsafe_code, reason = "the bindings have this method only with those of all of Core Services")]
    let reason: Option<Retained<NSAppleEventDescriptor>> =
        unsafe { msg_send![&*event, paramDescriptorForKeyword: REASON] };
    reason.is_some_and(|reason| reason.enumCodeValue() == AT_LOGIN)
}

fn service() -> Retained<SMAppService> {
    // SAFETY: the method has no condition; the service of the program itself is always to be had.
    #[expect(unsafe_code, reason = "the service is an object of Objective-C")]
    unsafe {
        SMAppService::mainAppService()
    }
}

fn status(service: &SMAppService) -> SMAppServiceStatus {
    // SAFETY: the method has no condition.
    #[expect(unsafe_code, reason = "the service is an object of Objective-C")]
    unsafe {
        service.status()
    }
}
