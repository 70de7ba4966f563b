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

/// Packs `wheel`, which is of the distribution `name`, anew in `folder`, as one that calls itself `version`.
pub fn rename(wheel: &Path, folder: &Path, name: &str, version: &str, python: &Path) -> Result<PathBuf> {
    const PACK: &str = "import sys, zipfile\n\
        old, new, name, version = sys.argv[1:]\n\
        source, target = zipfile.ZipFile(old), zipfile.ZipFile(new, 'w')\n\
        before = old.split('/')[-1].split('-')[1]\n\
        for item in source.infolist():\n    \
            content = source.read(item)\n    \
            if item.filename.endswith(('.dist-info/METADATA', '.dist-info/RECORD', name + '/__init__.py')):\n        \
                content = content.replace(before.encode(), version.encode())\n    \
            target.writestr(item.filename.replace(name + '-' + before, name + '-' + version), content)\n\
        target.close()\n";
    fs::create_dir_all(folder)?;
    let renamed = folder.join(format!("{name}-{version}-py3-none-any.whl"));
    let packed =
        Command::new(python).args(["-I", "-c", PACK]).args([wheel, &renamed]).args([name, version]).output()?;
    ensure!(packed.status.success(), "{packed:?}");
    Ok(renamed)
}

/// What a made wheel says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// What it needs.
    pub needs: &'a [&'a str],
    /// The Pythons it is for.
    pub requires_python: Option<&'a str>,
}

/// Puts `NAME-VERSION-py3-none-any.whl` into `folder`. It has a command of its name, which prints "NAME VERSION".
pub fn put(folder: &Path, name: &str, version: &str, said: Said<'_>, python: &Path) -> Result<PathBuf> {
    let commands = format!("[console_scripts]\n{name} = {name}:main\n");
    pack(folder, (name, version, name), said, &commands, python)
}

/// As [`put`], without a command.
pub fn put_library(folder: &Path, name: &str, version: &str, said: Said<'_>, python: &Path) -> Result<PathBuf> {
    pack(folder, (name, version, name), said, "", python)
}

/// As [`put_library`], with a module of another name, whose `main` prints "MODULE VERSION".
pub fn put_module(folder: &Path, name: &str, version: &str, module: &str, python: &Path) -> Result<PathBuf> {
    pack(folder, (name, version, module), Said::default(), "", python)
}

/// Puts `NAME-1.0-py3-none-any.whl` into `folder`, with these files in it: paths, as a wheel has them, and texts.
///
/// # Errors
/// When it can't be packed or written.
pub fn put_files(folder: &Path, name: &str, files: &[(&str, &str)], python: &Path) -> Result<PathBuf> {
    const PACK: &str = "import sys, zipfile\n\
        path, name, *given = sys.argv[1:]\n\
        information = name + '-1.0.dist-info/'\n\
        files = dict(zip(given[::2], given[1::2]))\n\
        files[information + 'METADATA'] = 'Metadata-Version: 2.1\\nName: %s\\nVersion: 1.0\\n' % name\n\
        files[information + 'WHEEL'] = 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n'\n\
        files[information + 'RECORD'] = ''.join(file + ',,\\n' for file in files)\n\
        with zipfile.ZipFile(path, 'w') as wheel:\n    \
            [wheel.writestr(file, text) for file, text in files.items()]\n";
    fs::create_dir_all(folder)?;
    let wheel = folder.join(format!("{name}-1.0-py3-none-any.whl"));
    let given = files.iter().flat_map(|(path, text)| [*path, *text]);
    let packed = Command::new(python).args(["-I", "-c", PACK]).arg(&wheel).arg(name).args(given).output()?;
    ensure!(packed.status.success(), "{packed:?}");
    Ok(wheel)
}

/// Puts `NAME-1.0-py3-none-any.whl` into `folder`, with `parts` files `NAME/part_0000.py`, so that an installer takes a
/// while. Its records come last, as in every wheel.
///
/// # Errors
/// When it can't be packed or written.
pub fn put_large(folder: &Path, name: &str, needs: &[&str], parts: usize, python: &Path) -> Result<PathBuf> {
    const PACK: &str = "import sys, zipfile\n\
        path, name, parts, metadata = sys.argv[1:]\n\
        information = name + '-1.0.dist-info/'\n\
        files = {'%s/part_%04d.py' % (name, part): '# %d\\n' % part * 500 for part in range(int(parts))}\n\
        files[information + 'METADATA'] = metadata\n\
        files[information + 'WHEEL'] = 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n'\n\
        files[information + 'RECORD'] = ''.join(file + ',,\\n' for file in files)\n\
        with zipfile.ZipFile(path, 'w') as wheel:\n    \
            [wheel.writestr(file, text) for file, text in files.items()]\n";
    fs::create_dir_all(folder)?;
    let wheel = folder.join(format!("{name}-1.0-py3-none-any.whl"));
    let mut metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n");
    metadata.extend(needs.iter().map(|need| format!("Requires-Dist: {need}\n")));
    let said = [name, &parts.to_string(), &metadata];
    let packed = Command::new(python).args(["-I", "-c", PACK]).arg(&wheel).args(said).output()?;
    ensure!(packed.status.success(), "{packed:?}");
    Ok(wheel)
}

fn pack(
    folder: &Path,
    (name, version, module): (&str, &str, &str),
    said: Said<'_>,
    commands: &str,
    python: &Path,
) -> Result<PathBuf> {
    const PACK: &str = "import sys, zipfile\n\
        path, name, version, metadata, commands, module = sys.argv[1:]\n\
        information = name + '-' + version + '.dist-info/'\n\
        files = {\n\
            module + '.py': 'def main():\\n    print(%r, %r)\\n' % (module, version),\n\
            information + 'METADATA': metadata,\n\
            information + 'WHEEL': 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',\n\
            information + 'entry_points.txt': commands}\n\
        files[information + 'RECORD'] = ''.join(file + ',,\\n' for file in files)\n\
        with zipfile.ZipFile(path, 'w') as wheel:\n    \
            [wheel.writestr(file, text) for file, text in files.items()]\n";
    fs::create_dir_all(folder)?;
    // A hyphen stands between the parts of a wheel's name.
    let escaped = name.replace('-', "_");
    let wheel = folder.join(format!("{escaped}-{version}-py3-none-any.whl"));
    let mut metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
    metadata.extend(said.requires_python.map(|python| format!("Requires-Python: {python}\n")));
    metadata.extend(said.needs.iter().map(|need| format!("Requires-Dist: {need}\n")));
    let said = [&*escaped, version, &metadata, commands, module];
    let packed = Command::new(python).args(["-I", "-c", PACK]).arg(&wheel).args(said).output()?;
    ensure!(packed.status.success(), "{packed:?}");
    Ok(wheel)
}
