use std::io::Write as _;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open(bytes: &[u8]) -> Result<Wheel<'_>, String> {
    Wheel::open(bytes, "a", "1")
}

#[test]
fn a_wheel_is_read_as_it_was_packed() {
    let bytes = zipped(&[("a/b/c.py", "c = 1\n"), ("a-1.dist-info/RECORD", "")]);
    let mut wheel = open(&bytes).unwrap();
    assert_eq!(wheel.text("a/b/c.py").as_deref(), Some("c = 1\n"));
    assert_eq!(wheel.text("a/b"), None);
    assert_eq!(wheel.folders(), ["a", "a/b", "a-1.dist-info"].map(PathBuf::from));
}

#[test]
fn nothing_leads_out_of_the_folder() {
    for name in ["../x", "/x", "a/../../x", "a//x", "./x", "a/./x", "a\\..\\x", "a\nx"] {
        assert!(open(&zipped(&[(name, "")])).is_err(), "{name}");
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("a/link", "/etc", SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(open(&bytes).is_err());
}

#[test]
fn what_no_wheel_of_pip_has_is_refused() {
    assert!(open(&zipped(&[("a-1.data/scripts/x", "")])).is_err());
    assert!(open(&zipped(&[("b-2.dist-info/RECORD", "")])).is_err());
    assert!(open(b"not a wheel").is_err());
}

#[test]
fn a_changed_byte_is_seen() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("a/x.py", stored).unwrap();
    writer.write_all(b"value = 1\n").unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    let read = |bytes: &[u8]| open(bytes).unwrap().text("a/x.py");
    assert_eq!(read(&bytes).as_deref(), Some("value = 1\n"));
    let at = bytes.iter().position(|byte| *byte == b'=').unwrap();
    bytes[at] = b'-';
    let content = read(&bytes);
    assert_eq!(content, None);
}

#[test]
fn commands_are_named_for_their_python() {
    let entries = "[console_scripts]\npip = a:m\npip3 = a:m\npip3.8=a:m\n\n[other]\nx = y\n";
    let names =
        |entries: &str| commands(entries, (3, 13)).unwrap().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(entries), ["pip", "pip3", "pip3.13"]);
    // setuptools 41.2.0, which 3.8.0 bundles.
    assert_eq!(
        names("[console_scripts]\neasy_install = a:m\neasy_install-3.6 = a:m\n"),
        ["easy_install", "easy_install-3.13"]
    );
    assert_eq!(names("[console_scripts]\npipx = a:m\n"), ["pipx"]);
    assert_eq!(names(""), Vec::<String>::new());
    for odd in ["[console_scripts]\n../x = a:m\n", "[console_scripts]\nx\n", "[gui_scripts]\nx = a:m\n"] {
        assert!(commands(odd, (3, 13)).is_err(), "{odd}");
    }
}
