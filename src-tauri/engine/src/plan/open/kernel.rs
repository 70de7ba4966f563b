//! The sandbox as a kernel that Jupyter offers: one file in the user's own folder of kernels, as `ipykernel install`
//! writes it (<https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs>).

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::plan::{Act, Copy, Draft, Expect, Keep, hex, names};

/// What is known of the user's kernels.
#[derive(Debug, Clone, Serialize)]
pub struct Kernels {
    /// The folder that Jupyter keeps the user's own in.
    pub folder: PathBuf,
    /// What stands there under the project's name, if anything.
    pub registered: Option<String>,
}

/// The folder of a project's kernel: a name that Jupyter takes, and that no other project has.
pub fn folder(kernels: &Path, project: &Path) -> PathBuf {
    let name = project.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect();
    let own = hex(&Sha256::digest(project.as_os_str().as_encoded_bytes()));
    kernels.join(format!("{}-{}", plain.trim_matches(['-', '.']), &own[..6]))
}

/// Adds to `draft` what registers the Python of `environment` for the project in `project`.
pub(super) fn register(draft: &mut Draft, kernels: &Kernels, project: &Path, environment: &Path) {
    let (own, name) = (folder(&kernels.folder, project), project.file_name().unwrap_or_default().to_string_lossy());
    let (file, shown) = (own.join("kernel.json"), names::shown(&name));
    let kernel = json!({
        "argv": [environment.join("bin/python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": format!("Python ({shown})"),
        "language": "python",
        "metadata": { "debugger": true },
    });
    let content = format!("{kernel:#}\n");
    if kernels.registered.as_ref() == Some(&content) {
        draft.effects.push(format!("Jupyter offers the sandbox already, as `Python ({shown})`"));
        return;
    }
    draft.effects.push(format!("Jupyter offers the sandbox from now on, as `Python ({shown})`, in every notebook"));
    let undo = "The kernel is taken off Jupyter's list again";
    draft.undo = Some(match &draft.undo {
        Some(undone) if !draft.doing.keeps.is_empty() => format!("{undone}. {undo}"),
        _ => undo.to_owned(),
    });
    draft.doing.keeps.push(Keep::Files {
        roots: vec![own.clone()],
        copies: vec![Copy::All(own.clone())],
        restores: true,
    });
    let write = Act::Write { path: file.clone(), content: content.clone(), replaces: true };
    draft.doing.acts.splice(0..0, [Act::Shared(own), write]);
    draft.doing.expects.push(Expect::Text { path: file, content });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_has_a_name_that_jupyter_takes_and_is_written_once() {
        let kernels = Path::new("/Users/ada/Library/Jupyter/kernels");
        let (project, environment) = (Path::new("/Users/ada/Grüße & Co"), Path::new("/Users/ada/Grüße & Co/.venv"));
        let name = folder(kernels, project).file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{name}");
        assert_ne!(folder(kernels, project), folder(kernels, Path::new("/elsewhere/Grüße & Co")));

        let mut known = Kernels { folder: kernels.to_path_buf(), registered: None };
        let mut draft = Draft::default();
        register(&mut draft, &known, project, environment);
        let Some(Act::Write { content, .. }) = draft.doing.acts.get(1) else { panic!("{:?}", draft.doing.acts) };
        let kernel: serde_json::Value = serde_json::from_str(content).unwrap();
        assert_eq!(kernel["argv"][0], "/Users/ada/Grüße & Co/.venv/bin/python");
        assert_eq!(kernel["display_name"], "Python (Grüße & Co)");

        known.registered = Some(content.clone());
        let mut again = Draft::default();
        register(&mut again, &known, project, environment);
        assert!(again.doing.acts.is_empty());
    }
}
