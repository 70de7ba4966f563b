//! What Sandbar is made of beside its own code.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};

use super::{files, is_kind, nothing, text, top};

const LINUX: &str = "x86_64-unknown-linux-gnu";
const MACS: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];

/// All that is resolved for the machine `target`.
fn tree(target: &str) -> anyhow::Result<Metadata> {
    MetadataCommand::new()
        .manifest_path(top().join("Cargo.toml"))
        .other_options(["--locked".to_owned(), "--filter-platform".to_owned(), target.to_owned()])
        .exec()
        .with_context(|| format!("cargo metadata for {target}"))
}

/// What `of` needs, directly or not, to be built; with `tests`, to be tested as well.
fn needed<'tree>(tree: &'tree Metadata, of: &[&PackageId], tests: bool) -> anyhow::Result<Vec<&'tree Package>> {
    let resolve = tree.resolve.as_ref().context("cargo resolved nothing")?;
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let mut seen = BTreeSet::new();
    let mut left: Vec<_> = of.to_vec();
    while let Some(id) = left.pop() {
        let node = nodes.get(id).with_context(|| format!("{id} is not in the tree"))?;
        if !seen.insert(&node.id) {
            continue;
        }
        let wanted = |kind| kind != DependencyKind::Development || tests;
        left.extend(
            node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|info| wanted(info.kind))).map(|dep| &dep.pkg),
        );
    }
    Ok(tree.packages.iter().filter(|package| seen.contains(&package.id)).collect())
}

#[test]
fn the_engine_knows_no_window() -> anyhow::Result<()> {
    const WINDOWS: [&str; 9] =
        ["tauri", "wry", "tao", "muda", "tray-icon", "webkit2gtk", "gtk", "gdk", "objc2-web-kit"];
    for target in [LINUX, MACS[0]] {
        let tree = tree(target)?;
        let engine = tree.packages.iter().find(|package| package.name == "sandbar-engine").context("no engine")?;
        let of_windows =
            |name: &str| WINDOWS.iter().any(|window| name == *window || name.starts_with(&format!("{window}-")));
        let found: Vec<_> = needed(&tree, &[&engine.id], true)?
            .into_iter()
            .filter(|package| of_windows(&package.name))
            .map(|package| package.name.to_string())
            .collect();
        nothing(&format!("The engine's tree for {target} holds what belongs to the shell"), &found)?;
    }
    Ok(())
}

/// Compiling C for macOS needs Apple's SDK, and `make check-macos` has to do without.
#[test]
fn nothing_compiles_c_for_macos() -> anyhow::Result<()> {
    const COMPILERS: [&str; 8] =
        ["autotools", "bindgen", "cc", "cmake", "cxx-build", "meson-next", "swift-rs", "vcpkg"];
    // objc2-exception-helper leaves it when DOCS_RS is set; embed-resource compiles for Windows alone.
    const KNOWN: [&str; 2] = ["embed-resource", "objc2-exception-helper"];

    for target in MACS {
        let tree = tree(target)?;
        let found: Vec<_> = needed(&tree, &tree.workspace_members.iter().collect::<Vec<_>>(), true)?
            .into_iter()
            .filter(|package| !KNOWN.contains(&package.name.as_str()))
            .filter_map(|package| {
                // Those of other systems (`cfg(windows)`) are not resolved; those behind a feature may be.
                let compiler = resolved(&tree, package).into_iter().find(|name| COMPILERS.contains(&name.as_str()))?;
                Some(format!("{} {} builds with `{compiler}`", package.name, package.version))
            })
            .collect();
        nothing(&format!("These may compile C for {target}"), &found)?;
    }
    Ok(())
}

/// The names of what the build script of `package` is built with.
fn resolved(tree: &Metadata, package: &Package) -> Vec<String> {
    let node = tree.resolve.iter().flat_map(|resolve| &resolve.nodes).find(|node| node.id == package.id);
    node.into_iter()
        .flat_map(|node| &node.deps)
        .filter(|dep| dep.dep_kinds.iter().any(|info| info.kind == DependencyKind::Build))
        .map(|dep| tree[&dep.pkg].name.to_string())
        .collect()
}

/// A line above every dependency says what it is for.
#[test]
fn every_dependency_says_what_for() -> anyhow::Result<()> {
    let mut found = Vec::new();
    for manifest in files()?.iter().filter(|path| path.ends_with("/Cargo.toml")) {
        let (mut inside, mut explained) = (false, false);
        for line in text(manifest)?.lines() {
            if line.starts_with('[') {
                inside = line.trim_end_matches(']').ends_with("dependencies");
            } else if inside && !explained && line.starts_with(|first: char| first.is_ascii_alphanumeric()) {
                found.push(format!("{manifest}: {line}"));
            }
            explained = line.starts_with('#');
        }
    }
    nothing("These dependencies do not say what they are for", &found)
}

/// A lock file that names a mirror works on one machine alone.
#[test]
fn lock_files_name_public_registries() -> anyhow::Result<()> {
    const PUBLIC: [&str; 2] = ["registry+https://github.com/rust-lang/crates.io-index", "https://registry.npmjs.org/"];
    let mut found = Vec::new();
    for path in files()?.iter().filter(|path| path.ends_with("package-lock.json") || is_kind(path, &["lock"])) {
        for line in text(path)?.lines().map(str::trim) {
            let value = line.strip_prefix("source = ").or_else(|| line.strip_prefix("\"resolved\": "));
            let Some(value) = value.map(|value| value.trim_matches([',', '"'])) else { continue };
            if !PUBLIC.iter().any(|public| value.starts_with(public)) {
                found.push(format!("{path}: {value}"));
            }
        }
    }
    nothing("These come from elsewhere than the public registries", &found)
}
