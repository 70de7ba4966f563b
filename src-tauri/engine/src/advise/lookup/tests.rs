//! What pip is asked, what its answers mean, and what is read of a wheel. The real pip is asked in `tests/`.

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::Duration;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Wanted, announced, wheel};
use crate::failure::{Code, Failure};
use crate::run::{Cancel, Ending};

/// A wheel with these files.
fn wheel_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file in the archive");
        writer.write_all(content.as_bytes()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn commands(files: &[(&str, &str)]) -> Option<Vec<String>> {
    wheel::commands(&wheel_of(files))
}

#[test]
fn commands_stand_in_the_entry_points_and_among_the_scripts() {
    // In the form of black's, with a group of another tool's beside them.
    let entry_points = "[blib2to3.plugins]\nx = y\n\n[console_scripts]\nblack = black:patched_main\nblackd=blackd:main [d]\n\n[gui_scripts]\nblack-window = black:window\n\n[validate_pyproject.tool_schema]\nblack = black.schema:get_schema\n";
    let found = commands(&[
        ("black/__init__.py", ""),
        ("black-26.10.1.dist-info/WHEEL", ""),
        ("black-26.10.1.dist-info/entry_points.txt", entry_points),
    ]);
    assert_eq!(found, Some(["black", "black-window", "blackd"].map(str::to_owned).to_vec()));
    // In the form of awscli's and ruff's.
    let found = commands(&[
        ("awscli-1.46.3.dist-info/WHEEL", ""),
        ("awscli-1.46.3.data/scripts/aws", "#!python"),
        ("awscli-1.46.3.data/scripts/aws.cmd", ""),
        ("awscli-1.46.3.data/scripts/aws_zsh_completer.sh", ""),
        ("awscli-1.46.3.data/data/share/aws", ""),
    ]);
    assert_eq!(found, Some(vec!["aws".to_owned()]));
}

#[test]
fn a_library_brings_none_and_what_is_no_wheel_says_nothing() {
    assert_eq!(commands(&[("six.py", ""), ("six-1.17.0.dist-info/WHEEL", "")]), Some(Vec::new()));
    let others = "[pandas_plotting_backends]\nmatplotlib = pandas:plotting._matplotlib\n";
    assert_eq!(commands(&[("p-1.dist-info/WHEEL", ""), ("p-1.dist-info/entry_points.txt", others)]), Some(Vec::new()));
    assert_eq!(commands(&[("setup.py", "")]), None, "an archive of sources");
    assert_eq!(commands(&[("vendored/x-1.dist-info/WHEEL", "")]), None, "another's wheel within");
    for bytes in [&b""[..], b"PK\x05\x06", b"<html>", &[0; 4096]] {
        assert_eq!(wheel::commands(bytes), None);
    }
    let whole =
        wheel_of(&[("x-1.dist-info/WHEEL", ""), ("x-1.dist-info/entry_points.txt", "[console_scripts]\nx=x:x")]);
    for end in 0..whole.len() {
        // Cut anywhere it is no wheel, and nothing worse.
        wheel::commands(&whole[..end]);
    }
}

#[test]
fn hostile_names_of_commands_are_nobodys_to_type() {
    let list = "[console_scripts]\n../../evil = a:b\n-rf = a:b\n\u{202e}txt = a:b\na`id` = a:b\nrm -rf = a:b\n = a:b\nfine = a:b\n";
    let found = commands(&[
        ("x-1.dist-info/WHEEL", ""),
        ("x-1.dist-info/entry_points.txt", list),
        ("x-1.data/scripts/a/b", ""),
    ]);
    assert_eq!(found, Some(vec!["fine".to_owned()]));
}

#[test]
fn what_pip_is_asked_has_the_name_behind_all_options() {
    let wanted = Wanted::read("Foo_Bar[extra]>=1", Some("file:///tmp/simple")).expect("a name");
    let argv = wanted.argv("/usr/bin/python3", Path::new("/tmp/x"));
    assert_eq!(argv[..4], ["/usr/bin/python3", "-m", "pip", "download"]);
    assert_eq!(argv[argv.len() - 4..], ["/tmp/x", "--index-url=file:///tmp/simple", "--", "foo-bar"]);
    assert!(argv.windows(2).any(|pair| pair == ["--only-binary", ":all:"]), "nothing may be built: {argv:?}");
}

#[test]
fn what_is_no_name_or_no_index_is_refused() {
    let endless = "x".repeat(10_000);
    for name in
        ["--index-url=x", ";rm", "a b", "../x", "-e", "", "x.whl", "https://example.org/x.whl", endless.as_str()]
    {
        assert_eq!(Wanted::read(name, None).map_err(|failure| failure.code), Err(Code::Refused), "{name}");
    }
    for index in ["-i", "ftp://x", "https://x y", "file://host/x", "x\n"] {
        assert_eq!(Wanted::read("six", Some(index)).map_err(|failure| failure.code), Err(Code::Refused), "{index}");
    }
}

#[test]
fn sizes_as_pip_announces_them() {
    let cases = [
        ("  Downloading pycowsay-0.0.0.2-py3-none-any.whl (4.0 kB)", Some(4_000)),
        ("Downloading nvidia_cublas-13.1-py3-none-manylinux_2_27_x86_64.whl (423.1 MB)", Some(423_000_000)),
        ("Downloading torch-2.9.0-cp313-none-macosx_11_0_arm64.whl (1.2 GB)", Some(1_000_000_000)),
        ("Downloading x-1-py3-none-any.whl (512 bytes)", Some(512)),
        ("Downloading six-1.17.0-py2.py3-none-any.whl.metadata (1.7 kB)", None),
        ("Downloading x-1-py3-none-any.whl", None),
        ("Saved ./six-1.17.0-py2.py3-none-any.whl", None),
        ("Downloading x.whl (99999999999999999999 GB)", None),
    ];
    for (line, size) in cases {
        assert_eq!(announced(line), size, "{line}");
    }
}

fn failure(ending: &Ending, said: &[&str]) -> Failure {
    let said: Vec<String> = said.iter().map(|line| (*line).to_owned()).collect();
    Wanted::read("six", None).expect("a name").failure(ending, &said, &Cancel::default())
}

#[test]
fn each_ending_has_its_sentence() {
    // Recorded: pip 24.2, a port where nobody answers; then an index that has no such package.
    let offline = failure(
        &Ending::Exited(1),
        &[
            "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f100034f230>: Failed to establish a new connection: [Errno 111] Connection refused')': /simple/six/",
            "ERROR: Could not find a version that satisfies the requirement six (from versions: none)",
            "ERROR: No matching distribution found for six",
        ],
    );
    assert_eq!(offline.message, "Could not look `six` up: the index could not be reached");
    assert!(offline.hint.is_some_and(|hint| hint.contains("internet")));
    let absent = failure(
        &Ending::Exited(1),
        &["ERROR: Could not find a version that satisfies the requirement six (from versions: none)"],
    );
    assert_eq!(absent.code, Code::NotFound);
    assert_eq!(failure(&Ending::Deadline(Duration::from_mins(1)), &[]).code, Code::Deadline);
    let other = failure(&Ending::Exited(2), &["ERROR: x\u{1b}[2J"]);
    assert_eq!(other.message, "Could not look `six` up: x\u{FFFD}[2J");
    let cancel = Cancel::default();
    cancel.cancel();
    let stopped = Wanted::read("six", None).expect("a name").failure(&Ending::Cancelled, &[], &cancel);
    assert_eq!(stopped.code, Code::Cancelled);
}
