//! The activate scripts: the interpreter's own templates, with this environment's values in them.

use std::path::Path;

use super::recipe::Recipe;
use super::{Mode, TextFile, Unfit};
use crate::machine::{Kind, Machine};

/// The largest is 10 KB.
const LIMIT: u64 = 256 << 10;

/// What stands in the templates.
pub(super) struct Values<'a> {
    pub(super) folder: &'a str,
    pub(super) name: &'a str,
    pub(super) prompt: &'a str,
    pub(super) python: &'a str,
}

/// The scripts from the folder `venv/scripts`, as `install_scripts` would write them.
pub(super) fn scripts(
    machine: &Machine,
    templates: &Path,
    recipe: &Recipe,
    values: &Values<'_>,
) -> Result<Vec<TextFile>, Unfit> {
    let mut scripts = Vec::new();
    for folder in ["common", "posix"].map(|name| templates.join(name)) {
        let entries = machine.list(&folder).map_err(|_| Unfit::Missing { path: folder.clone() })?;
        for entry in entries {
            let path = folder.join(&entry.name);
            let stat = machine.stat(&path).filter(|stat| stat.kind == Kind::File);
            let stat = stat.ok_or_else(|| Unfit::Layout { path: path.clone() })?;
            let template = machine.read_text(&path, LIMIT).map_err(|_| Unfit::Missing { path: path.clone() })?;
            scripts.push(TextFile {
                at: Path::new("bin").join(&entry.name),
                content: fill(&template, recipe, values, path.extension().is_some_and(|it| it == "ps1")),
                mode: Mode::Exactly(stat.mode & 0o777),
            });
        }
    }
    if !scripts.iter().any(|script| script.at == Path::new("bin/activate")) {
        return Err(Unfit::Missing { path: templates.join("common/activate") });
    }
    Ok(scripts)
}

/// Replaces one placeholder after the other, as `replace_variables` does.
fn fill(template: &str, recipe: &Recipe, values: &Values<'_>, powershell: bool) -> String {
    let prompt = if recipe.parentheses { format!("({}) ", values.prompt) } else { values.prompt.to_owned() };
    let pairs = [
        ("__VENV_DIR__", values.folder),
        ("__VENV_NAME__", values.name),
        ("__VENV_PROMPT__", &prompt),
        ("__VENV_BIN_NAME__", "bin"),
        ("__VENV_PYTHON__", values.python),
    ];
    pairs.iter().fold(template.to_owned(), |text, (placeholder, value)| {
        let value = match (recipe.quoted, powershell) {
            (false, _) => (*value).to_owned(),
            (true, false) => quote(value),
            (true, true) => format!("'{}'", value.replace('\'', "''")),
        };
        text.replace(placeholder, &value)
    })
}

/// One word of a shell, as Python's `shlex.quote` writes it.
pub(super) fn quote(word: &str) -> String {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_safe) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r#"'"'"'"#))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Recipe = Recipe {
        minor_link: true,
        pi_link: false,
        lib64: true,
        platlib: false,
        own_include: true,
        command: true,
        ignore: true,
        quoted: true,
        parentheses: false,
    };

    fn filled(template: &str, recipe: &Recipe, powershell: bool) -> String {
        let values = Values { folder: "/it's here/.venv", name: ".venv", prompt: "shop", python: "/x" };
        fill(template, recipe, &values, powershell)
    }

    #[test]
    fn the_quoting_is_the_versions_own() {
        let old = Recipe { quoted: false, parentheses: true, ..NEW };
        assert_eq!(filled("V=\"__VENV_DIR__\" __VENV_PROMPT__", &old, false), "V=\"/it's here/.venv\" (shop) ");
        assert_eq!(filled("V=__VENV_DIR__ __VENV_PROMPT__", &NEW, false), "V='/it'\"'\"'s here/.venv' shop");
        assert_eq!(filled("V=__VENV_DIR__", &NEW, true), "V='/it''s here/.venv'");
    }

    #[test]
    fn a_word_is_quoted_as_shlex_does() {
        // `python3.13 -c "import shlex; print(shlex.quote(...))"`, recorded.
        for (word, quoted) in
            [("", "''"), ("a/b-c_1.2:3,4=5@6%7+8", "a/b-c_1.2:3,4=5@6%7+8"), ("ü", "'ü'"), ("a b", "'a b'")]
        {
            assert_eq!(quote(word), quoted);
        }
    }
}
