//! What the user has chosen about Sandbar itself, put together from the settings and from what the system can do.

use std::path::PathBuf;

use super::Engine;
use super::session::Host;
use crate::failure::{Code, Failure};
use crate::machine::MachinePath;
use crate::model::{Practice, Preferences};

/// The languages that the popover speaks.
const LANGUAGES: [&str; 3] = ["en", "de", "ja"];

/// The folder of the practice project, in the home folder.
const PRACTICE: &str = "sandbar-practice";

impl Engine {
    /// What holds now.
    ///
    /// # Errors
    /// When the settings can't be read.
    pub fn preferences(&self, host: &dyn Host) -> Result<Preferences, Failure> {
        let settings = self.settings()?;
        Ok(Preferences {
            notify: settings.notify,
            muted: settings.muted.into_iter().map(MachinePath::from).collect(),
            language: settings.language,
            icon: host.can_hide_icon().then_some(!settings.icon_hidden),
            launch_at_login: host.launches_at_login(),
            welcomed: settings.welcomed,
        })
    }

    /// Chooses; what holds from then on.
    ///
    /// # Errors
    /// When the choice can't be kept, the language is none of the popover's, or the system refuses.
    pub fn prefer(&self, wanted: Preferences, host: &dyn Host) -> Result<Preferences, Failure> {
        if let Some(language) = wanted.language.as_deref().filter(|language| !LANGUAGES.contains(language)) {
            return Err(Failure::new(Code::Usage, format!("The popover does not speak `{language}`")));
        }
        if let Some(on) = wanted.launch_at_login.filter(|on| host.launches_at_login().is_some_and(|is| is != *on)) {
            host.launch_at_login(on)?;
        }
        let icon_hidden = wanted.icon == Some(false) && host.can_hide_icon();
        self.change_settings(|settings| {
            settings.notify = wanted.notify;
            settings.muted = wanted.muted.iter().map(|path| path.to_path_buf()).collect();
            settings.language = wanted.language;
            settings.icon_hidden = icon_hidden;
            settings.welcomed = wanted.welcomed;
        })?;
        host.show_icon(!icon_hidden);
        self.preferences(host)
    }

    /// The project in which one may try everything.
    pub fn practice(&self) -> Practice {
        let path: PathBuf = self.machine.home.join(PRACTICE);
        Practice { exists: self.machine.is_folder(&path), path: path.into() }
    }
}
