//! Apple's developer folder: the Command Line Tools, or what is inside an Xcode.app.

use std::path::{Path, PathBuf};

use super::{Machine, Os};

/// Where xcode-select looks when nobody has chosen, in its order.
const USUAL: &[&str] = &["/Applications/Xcode.app/Contents/Developer", "/Library/Developer/CommandLineTools"];

/// The choice of `xcode-select --switch`.
const CHOSEN: &str = "/var/db/xcode_select_link";

impl Machine {
    /// The folder that the shims in macOS's `/usr/bin` (`python3`, `git`, `clang`) look into; `None` where there is
    /// none, and then running any of them opens Apple's "install the command line developer tools" dialog.
    ///
    /// The order is xcode-select(1)'s. Nothing is run: a folder counts when it holds the library that xcode-select
    /// itself looks for, or a Python.
    pub fn developer_folder(&self) -> Option<PathBuf> {
        if self.os != Os::Macos {
            return None;
        }
        let named = self.var_path("DEVELOPER_DIR").map(|folder| {
            let inside = folder.join("Contents/Developer");
            if self.is_folder(&inside) { inside } else { folder }
        });
        let chosen = self.link(Path::new(CHOSEN));
        let usual = USUAL.iter().map(PathBuf::from);
        named.into_iter().chain(chosen).chain(usual).find(|folder| {
            ["usr/lib/libxcrun.dylib", "usr/bin/python3"].iter().any(|name| self.is_file(&folder.join(name)))
        })
    }
}
