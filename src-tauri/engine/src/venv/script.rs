//! The small programs that pip puts into `bin`, byte for byte as pip writes them.
//!
//! A script begins with the path of its interpreter. A kernel reads that line only so far and only up to a blank, so
//! pip (its `distlib/scripts.py`) goes through `/bin/sh` where the path is long or has a blank:
//!
//! ```text
//! #!/bin/sh
//! '''exec' "/my shop/.venv/bin/python3" "$0" "$@"
//! ' '''
//! ```
//!
//! To the shell that is a command; to Python, a string that nobody uses.

use crate::machine::Os;

/// The start of a script of pip: everything before its Python.
pub(super) fn start(os: Os, python: &str) -> String {
    // `#!`, the path, the end of the line.
    let length = python.len() + 3;
    let most = match os {
        Os::Macos => 512,
        Os::Linux => 127,
    };
    if length <= most && !python.contains(' ') {
        return format!("#!{python}\n");
    }
    // distlib leaves a path without a blank as it is, which is right for most of them.
    let word = if python.contains(' ') || super::activate::quote(python) != python {
        format!("\"{python}\"")
    } else {
        python.to_owned()
    };
    format!("#!/bin/sh\n'''exec' {word} \"$0\" \"$@\"\n' '''\n")
}

/// Which interpreter a script of pip's kind names, with what follows it on the line, and the rest of the script.
///
/// `None` for anything else: another program's script, or none at all.
pub(super) fn split(script: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = script.split_once('\n')?;
    let first = first.strip_prefix("#!")?;
    if first.trim() != "/bin/sh" {
        let (python, options) = first.find(' ').map_or((first, ""), |at| first.split_at(at));
        return Some((python, options, rest));
    }
    let (command, rest) = rest.split_once('\n')?;
    let rest = rest.strip_prefix("' '''\n")?;
    let command = command.strip_prefix("'''exec' ")?.strip_suffix(" \"$0\" \"$@\"")?;
    let (python, options) = match command.chars().next()? {
        quote @ ('"' | '\'') => command[1..].split_once(quote)?,
        _ => command.find(' ').map_or((command, ""), |at| command.split_at(at)),
    };
    Some((python, options, rest))
}

/// What pip writes after the start: its template, from the sources of that pip.
///
/// `wheel` is the text of `pip/_internal/operations/install/wheel.py`, `scripts` of `pip/_vendor/distlib/scripts.py`.
pub(super) fn template(wheel: &str, scripts: &str) -> Option<String> {
    let template = if wheel.contains("script_template") { own(wheel)? } else { distlib(scripts)? };
    // Everything that is filled in is known.
    let filled = KEYS.iter().fold(template.clone(), |text, key| text.replace(key, ""));
    (!filled.contains('%') && template.contains("%(func)s")).then_some(template)
}

const KEYS: [&str; 3] = ["%(module)s", "%(import_name)s", "%(func)s"];

/// pip has one of its own since 25.1.
fn own(source: &str) -> Option<String> {
    let (_, rest) = source.split_once("script_template = textwrap.dedent(")?;
    let body = rest.trim_start().strip_prefix("\"\"\"\\\n")?.split("\"\"\"").next()?;
    let lines: Vec<&str> = body.lines().collect();
    let indented = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = indented.map(|line| line.len() - line.trim_start().len()).min()?;
    let dedented: Vec<&str> = lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
    (!body.contains('\\')).then(|| dedented.join("\n") + "\n")
}

fn distlib(source: &str) -> Option<String> {
    let body = source.split_once("\nSCRIPT_TEMPLATE = r'''")?.1.split("'''").next()?;
    Some(body.to_owned())
}

/// The script for the entry point `module:function`.
pub(super) fn script(os: Os, python: &str, template: &str, entry: &str) -> Option<String> {
    let entry = entry.split('[').next()?.trim();
    let (module, function) = entry.split_once(':')?;
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    if !is_name(module) || !is_name(function) {
        return None;
    }
    let import = function.split('.').next()?;
    let values = [module, import, function];
    let body = KEYS.iter().zip(values).fold(template.to_owned(), |text, (key, value)| text.replace(key, value));
    Some(start(os, python) + &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quoted from pip 25.3, `_internal/operations/install/wheel.py`.
    const OWN: &str = "class PipScriptMaker(ScriptMaker):\n    script_template = textwrap.dedent(\n        \"\"\"\\\n        \
        import sys\n        from %(module)s import %(import_name)s\n        if __name__ == '__main__':\n            \
        sys.exit(%(func)s())\n\"\"\"\n    )\n";

    /// Quoted from pip 23.0.1, `_vendor/distlib/scripts.py`.
    const DISTLIB: &str = "\nSCRIPT_TEMPLATE = r'''# -*- coding: utf-8 -*-\nimport re\nimport sys\nfrom %(module)s \
        import %(import_name)s\nif __name__ == '__main__':\n    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', \
        sys.argv[0])\n    sys.exit(%(func)s())\n'''\n";

    #[test]
    fn the_template_is_pips_own_or_distlibs() {
        let own = "import sys\nfrom a.b import c\nif __name__ == '__main__':\n    sys.exit(c.d())\n";
        let template = template(OWN, DISTLIB).unwrap();
        assert_eq!(script(Os::Linux, "/p", &template, "a.b:c.d [x]"), Some(format!("#!/p\n{own}")));
        // pip 25.2 writes it on one line less.
        let joined = OWN.replace("dedent(\n        \"", "dedent(\"");
        assert_eq!(super::template(&joined, DISTLIB), Some(template));
        assert!(super::template("", DISTLIB).unwrap().starts_with("# -*- coding: utf-8 -*-\nimport re\n"));
        assert_eq!(super::template("script_template = x", DISTLIB), None);
        assert_eq!(super::template("", &DISTLIB.replace("%(func)s", "%(func)r")), None);
    }

    #[test]
    fn an_entry_is_a_name_and_nothing_else() {
        for odd in ["a", "a:", ":b", "a;x:b", "a:b()", "a b:c"] {
            assert_eq!(script(Os::Linux, "/p", "%(module)s", odd), None, "{odd}");
        }
    }

    #[test]
    fn long_paths_and_blanks_go_through_a_shell() {
        let long = |length: usize| format!("/{}", "x".repeat(length - 1));
        assert_eq!(start(Os::Linux, &long(124)), format!("#!{}\n", long(124)));
        assert!(start(Os::Linux, &long(125)).starts_with("#!/bin/sh\n'''exec' /x"));
        assert!(start(Os::Macos, &long(509)).starts_with("#!/x"));
        assert!(start(Os::Macos, &long(510)).starts_with("#!/bin/sh\n"));
        assert_eq!(start(Os::Linux, "/a b/p"), "#!/bin/sh\n'''exec' \"/a b/p\" \"$0\" \"$@\"\n' '''\n");
    }

    #[test]
    fn a_start_is_read_as_it_was_written() {
        for python in ["/p/bin/python3", "/a b/p", &format!("/{}", "x".repeat(300))] {
            let script = format!("{}import sys\n", start(Os::Linux, python));
            assert_eq!(split(&script), Some((python, "", "import sys\n")));
        }
        assert_eq!(split("#!/p -I\nx"), Some(("/p", " -I", "x")));
        assert_eq!(split("#!/bin/sh\n'''exec' '/a b/p' -I \"$0\" \"$@\"\n' '''\nx"), Some(("/a b/p", " -I", "x")));
        for other in ["", "#!", "echo\n", "#!/bin/sh\necho\n", "#!/bin/sh\n'''exec' \"$0\" \"$@\"\n' '''\n"] {
            assert_eq!(split(other), None, "{other:?}");
        }
    }
}
