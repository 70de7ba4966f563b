//! What the user has chosen about Sandbar itself, put together from the settings and from what the system can do.

use std::path::Path;

use super::Engine;
use super::session::Host;
use crate::failure::{Code, Failure};
use crate::machine::MachinePath;
use crate::model::{Practice, Preferences};

/// The languages that the popover speaks.
const LANGUAGES: [&str; 3] = ["en", "de", "ja"];

/// The folder of the practice project, in the home folder. A second one has a number behind that name.
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
            // Where nothing can be kept, nothing can be made either: nobody is welcomed there.
            welcomed: settings.welcomed || self.data.is_none(),
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

    /// The projects in which one may try everything: those that are there and watched, else where they would be. A folder
    /// of that name that Sandbar does not know is somebody's own, and is left alone.
    pub fn practice(&self) -> Practice {
        let snapshot = self.snapshot();
        // The snapshot knows a project by its canonical path.
        let home = self.machine.resolve(&self.machine.home).unwrap_or_else(|_| self.machine.home.clone());
        let known = |path: &Path| snapshot.project(path).is_some();
        let mut usable = (1..)
            .map(|number| home.join(if number == 1 { PRACTICE.to_owned() } else { format!("{PRACTICE}-{number}") }))
            .filter(|path| known(path) || self.machine.lstat(path).is_none());
        let path = usable.next().unwrap_or_else(|| home.join(PRACTICE));
        let second = usable.next().unwrap_or_else(|| home.join(PRACTICE));
        Practice { exists: known(&path), path: path.into(), second: second.into() }
    }
}

#[cfg(test)]
mod tests;
