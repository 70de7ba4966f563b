//! What a project's own files say that it uses: the modules that its code imports, the packages that its lists name.
//!
//! These readers take text; [`super::world()`] finds the files. Code is looked at line by line, never run.

use super::names::normalise;
use super::parse::requirement::is_shared;
use super::parse::{Package, What, requirement};

/// The top-level modules that Python code imports, in order, each once; whole where packages share the first part.
pub(super) fn imported_by(code: &str) -> Vec<String> {
    let mut modules: Vec<String> = Vec::new();
    for line in code.lines() {
        for module in imported_on(line.trim()) {
            if !modules.contains(&module) {
                modules.push(module);
            }
        }
    }
    modules
}

/// `import a.b as c, d` and `from e.f import g`; relative imports are the project's own.
fn imported_on(line: &str) -> Vec<String> {
    let line = line.split('#').next().unwrap_or_default().trim_end_matches([' ', ';']);
    if let Some(rest) = line.strip_prefix("from ") {
        let module = rest.trim_start().split(' ').next().unwrap_or_default();
        let names = rest.trim_start().strip_prefix(module).and_then(|rest| rest.trim_start().strip_prefix("import"));
        let imports = names.is_some_and(|names| names.starts_with([' ', '(', '*']));
        if !imports {
            return Vec::new();
        }
        // `from google import genai`: the package is named by both.
        let part =
            names.and_then(|names| names.split([' ', ',', '(']).find(|name| !name.is_empty())).unwrap_or_default();
        let whole = if module.split('.').next().is_some_and(is_shared) {
            format!("{module}.{part}")
        } else {
            module.to_owned()
        };
        return top_level(&whole).or_else(|| top_level(module)).into_iter().collect();
    }
    let Some(rest) = line.strip_prefix("import ") else { return Vec::new() };
    let part = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        match words.as_slice() {
            [module] | [module, "as", _] => top_level(module),
            _ => None,
        }
    };
    // One part that is no module makes the line a sentence.
    rest.split(';').next().unwrap_or_default().split(',').map(part).collect::<Option<_>>().unwrap_or_default()
}

fn top_level(module: &str) -> Option<String> {
    let is_module = module.split('.').all(|part| {
        !part.is_empty()
            && !part.starts_with(|first: char| first.is_ascii_digit())
            && part.chars().all(|character| character.is_alphanumeric() || character == '_')
    });
    let top = module.split('.').next().unwrap_or_default();
    is_module.then(|| if is_shared(top) { module.to_owned() } else { top.to_owned() })
}

/// The Python code in a notebook's cells; nothing for what is no notebook.
pub(super) fn notebook_code(notebook: &str) -> String {
    let Ok(notebook) = serde_json::from_str::<serde_json::Value>(notebook) else { return String::new() };
    let cells = notebook["cells"].as_array().into_iter().flatten();
    let mut code = String::new();
    for source in cells.filter(|cell| cell["cell_type"] == "code").map(|cell| &cell["source"]) {
        match source {
            serde_json::Value::String(text) => code.push_str(text),
            serde_json::Value::Array(lines) => code.extend(lines.iter().filter_map(|line| line.as_str())),
            _ => {}
        }
        code.push('\n');
    }
    code
}

/// The packages that a requirements file names.
pub(super) fn listed_in_requirements(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| listed(line.split(" #").next().unwrap_or_default())).collect()
}

/// The packages that a `pyproject.toml` names: PEP 621, PEP 735, and poetry's own table.
pub(super) fn listed_in_pyproject(text: &str) -> Vec<String> {
    let Ok(file) = text.parse::<toml::Table>() else { return Vec::new() };
    let file = toml::Value::Table(file);
    let at = |path: &[&str]| path.iter().try_fold(&file, |value, key| value.get(key));
    let mut names = Vec::new();
    if let Some(dependencies) = at(&["project", "dependencies"]) {
        names.extend(listed_in_array(dependencies));
    }
    for groups in [at(&["project", "optional-dependencies"]), at(&["dependency-groups"])].into_iter().flatten() {
        names.extend(groups.as_table().into_iter().flat_map(|groups| groups.values()).flat_map(listed_in_array));
    }
    let poetry = at(&["tool", "poetry"]);
    let groups = poetry.and_then(|poetry| poetry.get("group")).and_then(toml::Value::as_table);
    let tables = groups.into_iter().flat_map(|groups| groups.values()).chain(poetry);
    for table in tables.flat_map(|table| ["dependencies", "dev-dependencies"].map(|key| table.get(key))).flatten() {
        names.extend(table.as_table().into_iter().flat_map(|table| table.keys()).filter_map(|name| listed(name)));
    }
    names.retain(|name| name != "python");
    names
}

fn listed_in_array(value: &toml::Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(toml::Value::as_str).filter_map(listed).collect()
}

fn listed(requirement: &str) -> Option<String> {
    let requirement = requirement.trim();
    if let What::Package(Package { name, .. }) = requirement::read(requirement) {
        return Some(name);
    }
    // `name @ https://...`: the address is not needed to know the name.
    let (name, _) = requirement.split_once('@')?;
    Package::named(name.split('[').next().unwrap_or_default().trim()).map(|package| normalise(&package.written))
}
