//! A wheel made on the spot, so that pip has something to install without a network.
//!
//! What must be in one: <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

/// Builds `NAME-1.0-py3-none-any.whl` in `folder` with the help of `python`. Importing it prints "NAME answers".
pub fn build(folder: &Path, name: &str, python: &Path) -> Result<PathBuf> {
    let (module, information) = (format!("{name}.py"), format!("{name}-1.0.dist-info"));
    fs::create_dir_all(folder.join(&information))?;
    fs::write(folder.join(&module), format!("print({name:?}, 'answers')\n"))?;
    let parts = [
        ("METADATA", format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")),
        ("WHEEL", "Wheel-Version: 1.0\nGenerator: sandbar\nRoot-Is-Purelib: true\nTag: py3-none-any\n".to_owned()),
        (
            "RECORD",
            [
                &module,
                &format!("{information}/METADATA"),
                &format!("{information}/WHEEL"),
                &format!("{information}/RECORD"),
            ]
            .map(|path| format!("{path},,\n"))
            .concat(),
        ),
    ];
    for (file, text) in parts {
        fs::write(folder.join(&information).join(file), text)?;
    }
    let wheel = folder.join(format!("{name}-1.0-py3-none-any.whl"));
    let zipped = Command::new(python)
        .args(["-I", "-m", "zipfile", "-c"])
        .args([&wheel, Path::new(&module), Path::new(&information)])
        .current_dir(folder)
        .output()?;
    ensure!(zipped.status.success(), "{zipped:?}");
    Ok(wheel)
}
