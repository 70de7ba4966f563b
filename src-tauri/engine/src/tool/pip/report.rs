//! pip's report of what a dry run would install: JSON of the form that pip documents as "installation report".
//!
//! Version 0 (pip 22.2) and 1 differ in the hashes, which nobody reads here. A report says no sizes: they are known of
//! files on this disk, and of what a [`super::progress`] has seen announced.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::advise::names::normalise;

/// How a package comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Built: it is unpacked, and nothing of it is executed.
    Wheel,
    /// An archive of source, which is built here.
    Source,
    /// A folder of this machine, which is built here or pointed at.
    Folder,
    /// A repository, which is fetched and built here.
    Repository,
}

/// A package that would be installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its name as it writes it.
    pub name: String,
    /// As names are compared (PEP 503).
    pub normal: String,
    /// Its version.
    pub version: String,
    /// Whether it was asked for; the others come along.
    pub requested: bool,
    /// The extras that were asked for.
    pub extras: Vec<String>,
    /// Whether it was asked for by path or address instead of by name.
    pub is_direct: bool,
    /// Whether its makers have taken it back; `None` when this pip does not say (before 23.1).
    pub is_yanked: Option<bool>,
    /// How it comes.
    pub form: Form,
    /// The name of its file.
    pub file: Option<String>,
    /// Where its file is, without a hash behind it; `None` for a folder or a repository.
    pub address: Option<String>,
    /// The file or folder, when it is on this disk.
    pub local: Option<PathBuf>,
    /// What it needs, as its metadata says it.
    pub requires: Vec<String>,
    /// The Pythons that it is for.
    pub requires_python: Option<String>,
    /// Its makers' one line about it.
    pub summary: Option<String>,
}

/// What is known of how much it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// The bytes of those whose size is known.
    pub bytes: u64,
    /// How many are of unknown size.
    pub unknown: usize,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The pip that wrote it.
    pub pip: String,
    /// The Python that it is for.
    pub python: Option<String>,
    /// What would be installed, in pip's order.
    pub packages: Vec<Planned>,
}

/// Text that is no report.
#[derive(Debug, thiserror::Error)]
pub enum NoReport {
    /// It holds no JSON, or other JSON.
    #[error("pip's report could not be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A form that came after this was written.
    #[error("pip's report has the form {0}, which is newer than Sandbar knows")]
    Form(String),
}

impl Report {
    /// Reads a report. What pip says before and after it is passed over.
    ///
    /// # Errors
    /// [`NoReport`] when it is none.
    pub fn parse(text: &str) -> Result<Self, NoReport> {
        let start = text.match_indices('{').find(|(at, _)| *at == 0 || text[..*at].ends_with('\n'));
        let text = start.map_or(text, |(at, _)| &text[at..]);
        // Behind it pip says what it would install.
        let mut raws = serde_json::Deserializer::from_str(text).into_iter::<Raw>();
        let raw = raws.next().unwrap_or_else(|| serde_json::from_str(text))?;
        if !matches!(raw.version.as_str(), "0" | "1") {
            return Err(NoReport::Form(crate::plain::plain(&raw.version)));
        }
        Ok(Self {
            pip: raw.pip_version,
            python: raw.environment.get("python_full_version").and_then(|value| value.as_str()).map(str::to_owned),
            packages: raw.install.into_iter().map(Planned::of).collect(),
        })
    }

    /// Those that were asked for.
    pub fn requested(&self) -> impl Iterator<Item = &Planned> {
        self.packages.iter().filter(|package| package.requested)
    }

    /// How much it is, by the sizes of files that are known by name.
    pub fn total(&self, sizes: &BTreeMap<String, u64>) -> Total {
        let mut total = Total::default();
        for package in &self.packages {
            match package.file.as_ref().and_then(|file| sizes.get(file)) {
                Some(bytes) => total.bytes = total.bytes.saturating_add(*bytes),
                None => total.unknown += 1,
            }
        }
        total
    }
}

impl Planned {
    fn of(raw: RawPackage) -> Self {
        let RawDownload { url, dir_info, vcs_info } = raw.download_info;
        let path = url.split(['#', '?']).next().unwrap_or_default();
        let file = path.rsplit('/').next().map(decoded).filter(|name| !name.is_empty() && dir_info.is_none());
        let form = match (&dir_info, &vcs_info, &file) {
            (Some(_), ..) => Form::Folder,
            (None, Some(_), _) => Form::Repository,
            (None, None, Some(file)) if Path::new(file).extension().is_some_and(|end| end == "whl") => Form::Wheel,
            _ => Form::Source,
        };
        Self {
            normal: normalise(&raw.metadata.name),
            name: raw.metadata.name,
            version: raw.metadata.version,
            requested: raw.requested,
            extras: raw.requested_extras,
            is_direct: raw.is_direct,
            is_yanked: raw.is_yanked,
            form,
            address: file
                .as_ref()
                .filter(|_| vcs_info.is_none())
                .and_then(|_| url.split('#').next())
                .map(str::to_owned),
            local: path.strip_prefix("file://").map(|path| PathBuf::from(decoded(path))),
            file,
            requires: raw.metadata.requires_dist,
            requires_python: raw.metadata.requires_python,
            summary: raw.metadata.summary,
        }
    }
}

/// An address' `%20` and its like as what they stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = hex.filter(|two| two.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let (b'%', Some(byte)) = (first, code.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[derive(Deserialize)]
struct Raw {
    version: String,
    #[serde(default)]
    pip_version: String,
    install: Vec<RawPackage>,
    #[serde(default)]
    environment: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
struct RawPackage {
    download_info: RawDownload,
    #[serde(default)]
    is_direct: bool,
    is_yanked: Option<bool>,
    #[serde(default)]
    requested: bool,
    #[serde(default)]
    requested_extras: Vec<String>,
    metadata: RawMetadata,
}

#[derive(Deserialize)]
struct RawDownload {
    url: String,
    dir_info: Option<serde_json::Value>,
    vcs_info: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct RawMetadata {
    name: String,
    version: String,
    #[serde(default)]
    requires_dist: Vec<String>,
    requires_python: Option<String>,
    summary: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reports_of_old_and_new_pips_say_the_same() {
        let texts = [
            (include_str!("../samples/pip_22_3_report_registry.json"), "22.3.1", None),
            (include_str!("../samples/pip_23_0_report_registry.json"), "23.0.1", None),
            (include_str!("../samples/pip_26_3_report_registry.json"), "26.3", Some(false)),
        ];
        for (text, pip, yanked) in texts {
            let report = Report::parse(text).expect(pip);
            assert_eq!(report.pip, pip);
            let asked: Vec<&Planned> = report.requested().collect();
            let [requests] = asked.as_slice() else { panic!("{asked:?}") };
            assert_eq!((requests.name.as_str(), requests.form), ("requests", Form::Wheel));
            assert_eq!(requests.extras, ["socks"]);
            assert_eq!((requests.is_yanked, requests.is_direct), (yanked, false));
            assert!(requests.requires.iter().any(|need| need.starts_with("urllib3")));
            assert!(requests.file.as_ref().is_some_and(|file| file.starts_with("requests-2.")));
            assert_eq!(requests.local, None);
            assert!(report.packages.iter().any(|package| package.normal == "pysocks" && !package.requested));
        }
    }

    #[test]
    fn what_is_on_this_disk_has_a_path_and_so_a_size() {
        let report = Report::parse(include_str!("../samples/pip_26_3_report_local.json")).expect("a report");
        let good = report.packages.iter().find(|package| package.name == "sandbar-good").expect("it is in there");
        assert_eq!((good.form, good.is_direct, good.requested), (Form::Source, true, true));
        assert_eq!(good.local, Some(PathBuf::from("/Users/ada/wheels/sandbar_good-1.0.tar.gz")));
        let sizes = BTreeMap::from([("sandbar_good-1.0.tar.gz".to_owned(), 700)]);
        assert_eq!(report.total(&sizes), Total { bytes: 700, unknown: 2 });
    }

    #[test]
    fn a_warning_in_front_is_passed_over_and_other_text_is_no_report() {
        let (_, text) = include_str!("../samples/pip_22_3_report_stdout.txt").split_once('\n').expect("a head");
        assert!(text.starts_with("WARNING"), "the sample has the warning");
        assert_eq!(Report::parse(text).expect("a report").packages.len(), 2);
        let among = format!("Collecting requests\n{text}\nWould install requests-2.32\n");
        assert_eq!(Report::parse(&among).expect("a report").packages.len(), 2);
        assert!(matches!(Report::parse(""), Err(NoReport::Json(_))));
        assert!(matches!(Report::parse("ERROR: {no"), Err(NoReport::Json(_))));
        assert!(matches!(Report::parse(r#"{"version":"2","install":[]}"#), Err(NoReport::Form(_))));
    }

    #[test]
    fn a_path_in_an_address_is_read_as_a_path() {
        assert_eq!(decoded("/my%20shop/100%/%zz%"), "/my shop/100%/%zz%");
        let text = r#"{"version":"1","install":[
            {"download_info":{"url":"file:///Users/ada/my%20shop","dir_info":{"editable":true}},
             "is_direct":true,"requested":true,"metadata":{"name":"Shop","version":"1"}},
            {"download_info":{"url":"https://example.org/x.git","vcs_info":{"vcs":"git"}},
             "is_direct":true,"requested":true,"metadata":{"name":"x","version":"1"}}]}"#;
        let report = Report::parse(text).expect("a report");
        assert_eq!(report.packages[0].form, Form::Folder);
        assert_eq!(report.packages[0].local, Some(PathBuf::from("/Users/ada/my shop")));
        assert_eq!(report.packages[0].file, None);
        assert_eq!(report.packages[1].form, Form::Repository);
    }
}
