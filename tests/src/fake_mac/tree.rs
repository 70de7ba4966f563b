//! The words in which a Mac is described: folder, file, link, script, program.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use super::{Chip, FakeMac};

/// Mach-O's numbers for the two processors.
const X86_64: u32 = 0x0100_0007;
const ARM64: u32 = 0x0100_000c;

impl FakeMac {
    /// A folder, and those above it.
    pub fn folder(&self, path: impl AsRef<Path>) {
        fs::create_dir_all(self.real(path)).expect("a folder");
    }

    /// A file, and the folders above it. Replaces what is there.
    pub fn file(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let real = self.make_room(path.as_ref());
        fs::write(real, content).expect("a file");
    }

    /// A file of ten megabytes, all of them zero and none of them on the disk.
    pub fn huge_file(&self, path: impl AsRef<Path>) {
        let real = self.make_room(path.as_ref());
        fs::File::create(real).and_then(|file| file.set_len(10 << 20)).expect("a huge file");
    }

    /// A symbolic link with exactly this target.
    pub fn link(&self, path: impl AsRef<Path>, target: impl AsRef<Path>) {
        let real = self.make_room(path.as_ref());
        symlink(target, real).expect("a link");
    }

    /// An executable that nobody may run: it would leave the witness and fail.
    pub fn script(&self, path: impl AsRef<Path>) {
        self.script_with(path, "");
    }

    /// The same with more text in it, such as a shim's own.
    pub fn script_with(&self, path: impl AsRef<Path>, text: &str) {
        let witness = self.witness().display().to_string();
        self.executable(path, format!("#!/bin/sh\n: > '{witness}'\nexit 97\n{text}").as_bytes());
    }

    /// An executable that is said to be a program for this Mac's processor.
    pub fn program(&self, path: impl AsRef<Path>) {
        let processor = if self.chip == Chip::Arm64 { ARM64 } else { X86_64 };
        self.executable(path, &mach_o(processor));
    }

    /// An executable for both processors, as Apple and python.org ship them.
    pub fn universal_program(&self, path: impl AsRef<Path>) {
        let part = |processor: u32| [processor, 0, 0x1000, 0x1000, 12].map(u32::to_be_bytes).concat();
        let parts = [[0xcafe_babe_u32, 2].map(u32::to_be_bytes).concat(), part(X86_64), part(ARM64)].concat();
        self.executable(path, &parts);
    }

    /// A named pipe: whoever opens it to read waits for ever.
    pub fn fifo(&self, path: impl AsRef<Path>) {
        let real = self.make_room(path.as_ref());
        let made = std::process::Command::new("mkfifo").arg(real).status().expect("mkfifo is everywhere");
        assert!(made.success(), "mkfifo failed");
    }

    /// Takes every permission away, as macOS's privacy settings do. False where that changes nothing: for root.
    #[must_use]
    pub fn lock(&self, path: impl AsRef<Path>) -> bool {
        let real = self.real(path);
        fs::set_permissions(&real, fs::Permissions::from_mode(0o000)).expect("permissions");
        let locked = fs::read_dir(&real).is_err();
        if !locked {
            fs::set_permissions(&real, fs::Permissions::from_mode(0o755)).expect("permissions");
        }
        locked
    }

    /// Gives the permissions back, so that the folder can vanish.
    pub fn unlock(&self, path: impl AsRef<Path>) {
        fs::set_permissions(self.real(path), fs::Permissions::from_mode(0o755)).expect("permissions");
    }

    fn executable(&self, path: impl AsRef<Path>, content: &[u8]) {
        let real = self.make_room(path.as_ref());
        fs::write(&real, content).expect("an executable");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o755)).expect("permissions");
    }

    fn make_room(&self, path: &Path) -> std::path::PathBuf {
        let real = self.real(path);
        let folder = real.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("a folder");
        real
    }
}

fn mach_o(processor: u32) -> Vec<u8> {
    [0xfeed_facf, processor, 0, 2, 0, 0, 0, 0].map(u32::to_le_bytes).concat()
}
