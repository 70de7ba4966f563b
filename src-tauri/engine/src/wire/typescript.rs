//! The contract as TypeScript: one file, every type once, in the order of their names.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

use super::Event;

/// The text of `ui/src/contract.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut types = Types { config: &config, seen: HashSet::new(), declared: BTreeMap::new() };
    super::visit_requests(&mut types);
    types.visit::<Event>();
    let mut text = String::from("// Made by `make contract` from src-tauri/engine/src/wire.rs. Not to be edited.\n\n");
    for declaration in types.declared.values() {
        text.push_str(declaration);
        text.push_str("\n\n");
    }
    text.push_str("/** Every request, with what it takes and what it gives. */\n");
    text.push_str(&super::requests_in_typescript(&config));
    text
}

struct Types<'a> {
    config: &'a Config,
    seen: HashSet<TypeId>,
    declared: BTreeMap<String, String>,
}

impl TypeVisitor for Types<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Only what a derive gave a place of its own has a declaration; strings and arrays have none.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}", T::decl(self.config));
            self.declared.insert(T::ident(self.config), declaration);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// `SANDBAR_WRITE_CONTRACT=1` (that is, `make contract`) writes the file instead of complaining.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test that reads and writes a source file of the repository")]
    fn the_committed_types_are_the_generated_ones() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/contract.ts");
        let generated = super::typescript();
        if std::env::var_os("SANDBAR_WRITE_CONTRACT").is_some() {
            std::fs::write(&path, &generated).expect("the contract can be written");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == generated, "ui/src/contract.ts is stale: run `make contract`");
    }
}
