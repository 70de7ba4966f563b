//! A wheel made on the spot, so that pip has something to install without a network.
//!
//! What must be in one: <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::terminal::{SYSTEM_PYTHON, run};

/// Builds `NAME-VERSION-py3-none-any.whl` in `folder`. Importing it prints "NAME answers".
pub(crate) async fn build(folder: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let information = format!("{name}-{version}.dist-info");
    let module = format!("{name}.py");
    let files = [
        (module.clone(), format!("print({name:?}, 'answers')\n")),
        (format!("{information}/METADATA"), format!("Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")),
        (
            format!("{information}/WHEEL"),
            "Wheel-Version: 1.0\nGenerator: sandbar\nRoot-Is-Purelib: true\nTag: py3-none-any\n".to_owned(),
        ),
        (
            format!("{information}/RECORD"),
            format!("{module},,\n{information}/METADATA,,\n{information}/WHEEL,,\n{information}/RECORD,,\n"),
        ),
    ];
    fs::create_dir_all(folder.join(&information))?;
    for (path, text) in files {
        fs::write(folder.join(path), text)?;
    }
    let wheel = folder.join(format!("{name}-{version}-py3-none-any.whl"));
    let zip =
        ["-m".into(), "zipfile".into(), "-c".into(), wheel.clone(), folder.join(module), folder.join(information)];
    run(Path::new(SYSTEM_PYTHON), zip).await?;
    Ok(wheel)
}
