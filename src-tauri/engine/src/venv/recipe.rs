//! What an interpreter's `venv` does, read from its source.
//!
//! `venv/__init__.py` changes with security fixes (CVE-2024-9287 changed the quoting in 3.9 to 3.13) and with
//! distributors. Its version number alone says little, so its source is read: every line of `EnvBuilder` that writes,
//! links, copies, replaces or runs has to be one of those known here. One that is not, and nobody guesses.
//!
//! The lines are those of Python 3.8 to 3.15 and of Debian 12 (<https://github.com/python/cpython/tree/main/Lib/venv>).

/// What the source of `venv` says that differs from version to version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each came and went by itself, in a version of its own")]
pub(super) struct Recipe {
    /// A link `bin/python3.N` (3.9).
    pub(super) minor_link: bool,
    /// A link `bin/𝜋thon`, in the version named π alone.
    pub(super) pi_link: bool,
    /// A link `lib64` on Linux (until 3.14).
    pub(super) lib64: bool,
    /// The folder for packages with compiled parts is made by its own name (3.15).
    pub(super) platlib: bool,
    /// `include/python3.N` instead of `include` (3.11 to 3.13).
    pub(super) own_include: bool,
    /// `executable` and `command` in `pyvenv.cfg` (3.11).
    pub(super) command: bool,
    /// A `.gitignore` (3.13).
    pub(super) ignore: bool,
    /// Values in activate scripts are quoted (CVE-2024-9287).
    pub(super) quoted: bool,
    /// The prompt that scripts get has its parentheses already (until 3.12).
    pub(super) parentheses: bool,
}

/// What a line of the source has in it if it does anything to a disk.
const ACTS: [&str; 20] = [
    ".write(",
    ".write_text(",
    ".write_bytes(",
    "link(",
    "copier(",
    "create_if_needed(",
    "makedirs(",
    "mkdir(",
    "shutil.",
    "chmod(",
    "rename(",
    ".replace(",
    "_venv_path(",
    "suffix in",
    "suffixes",
    "context.prompt =",
    "subprocess.",
    "_call_new_python(",
    "_base_executable",
    "getattr(",
];

/// Must be there: without these it is no `venv` that links.
const NEEDED: [&str; 7] = [
    "executable = sys._base_executable",
    r"f.write('home = %s\n' % context.python_dir)",
    r"f.write('include-system-site-packages = %s\n' % incl)",
    r"f.write('version = %d.%d.%d\n' % sys.version_info[:3])",
    r"f.write(f'prompt = {self.prompt!r}\n')",
    "copier(context.executable, path)",
    "copier(context.env_exe, path, relative_symlinks_ok=True)",
];

const MINOR_LINK: [&str; 3] = [
    "for suffix in ('python', 'python3', f'python3.{sys.version_info[1]}'):",
    "for suffix in ('python', 'python3',",
    "suffixes = ['python', 'python3', f'python3.{sys.version_info[1]}']",
];
const PI_LINK: &str = "suffixes.append('𝜋thon')";
const LIB64: &str = "os.symlink('lib', link_path)";
const PLATLIB: &str = "platlibpath = self._venv_path(env_dir, 'platlib')";
const OWN_INCLUDE: &str = "incpath = self._venv_path(env_dir, 'include')";
/// Without this the path above would lead into the interpreter's own folder.
const INSTALLED_BASE: &str = "'installed_base': env_dir,";
const INCLUDE: [&str; 2] =
    ["incpath = os.path.join(env_dir, 'Include' if os.name == 'nt' else 'include')", "incpath = 'include'"];
const EXECUTABLE: &str = r"f.write('executable = %s\n' % os.path.realpath(sys.executable))";
const COMMAND: &str = r"f.write(f'command = {sys.executable} -m venv {args}\n')";
const IGNORE: &str = "file.write('# Created by venv; '";
const QUOTED: &str = "text = text.replace(key, quoted)";
const PARENTHESES: &str = "context.prompt = '(%s) ' % prompt";
const NO_PARENTHESES: &str = "context.prompt = self.prompt if self.prompt is not None else context.env_name";

/// Known, and the same for everybody here, or for Windows and copies alone.
const HARMLESS: [&str; 49] = [
    "def create_if_needed(d):",
    "os.makedirs(d)",
    "create_if_needed(env_dir)",
    "create_if_needed(path)",
    "create_if_needed(incpath)",
    "create_if_needed(libpath)",
    "create_if_needed(platlibpath)",
    "create_if_needed(binpath)",
    "def _venv_path(self, env_dir, name):",
    "binpath = self._venv_path(env_dir, 'scripts')",
    "libpath = self._venv_path(env_dir, 'purelib')",
    "for suffix in ('python', 'python3'):",
    "for suffix in suffixes:",
    "os.symlink(os.path.basename(src), dst)",
    "os.symlink(src, dst)",
    "shutil.copyfile(src, dst)",
    "if not os.path.islink(path):",
    "if not os.path.islink(dst):",
    "os.chmod(path, 0o755)",
    "shutil.rmtree(fn)",
    "if os.path.islink(fn) or os.path.isfile(fn):",
    "elif os.path.islink(d) or os.path.isfile(d):",
    "if self.symlinks and not bad_src and not os.path.islink(dst):",
    "os.makedirs(dstdir)",
    "os.makedirs(tcldir)",
    "f.write(data)",
    "f.write(new_data)",
    r"file.write('*\n')",
    "shutil.copymode(srcfile, dstfile)",
    "shutil.copy(srcfile, dstfile)",
    "shutil.copy2(srcfile, dstfile)",
    "shutil.copy2(src, dest)",
    "os.symlink(src, dest)",
    "os.unlink(f)",
    "suffixes = [",
    "f for f in suffixes if",
    "suffixes = ['python.exe', 'python_d.exe', 'pythonw.exe',",
    "suffixes = {'python.exe', 'python_d.exe', 'pythonw.exe', 'pythonw_d.exe'}",
    "suffixes.add(base_exe)",
    "copier(src, os.path.join(binpath, suffix))",
    "def _call_new_python(self, context, *py_args, **kwargs):",
    "self._call_new_python(context, '-m', 'ensurepip', '--upgrade',",
    "self._call_new_python(context, '-m', 'pip', 'install', '--upgrade',",
    "subprocess.check_output(args, **kwargs)",
    "subprocess.check_output(cmd, stderr=subprocess.STDOUT)",
    "subprocess.check_call(cmd)",
    "except subprocess.CalledProcessError as err:",
    "'--default-pip', stderr=subprocess.STDOUT)",
    "getattr(self, f\"create_{scm}_ignore_file\")(context)",
];

/// The placeholders of the activate scripts, in the order in which they are replaced, with what each stands for.
const PLACEHOLDERS: [&str; 5] = [
    "text = text.replace('__VENV_DIR__', context.env_dir)",
    "text = text.replace('__VENV_NAME__', context.env_name)",
    "text = text.replace('__VENV_PROMPT__', context.prompt)",
    "text = text.replace('__VENV_BIN_NAME__', context.bin_name)",
    "text = text.replace('__VENV_PYTHON__', context.env_exe)",
];
const QUOTED_PLACEHOLDERS: [&str; 5] = [
    "'__VENV_DIR__': context.env_dir,",
    "'__VENV_NAME__': context.env_name,",
    "'__VENV_PROMPT__': context.prompt,",
    "'__VENV_BIN_NAME__': context.bin_name,",
    "'__VENV_PYTHON__': context.env_exe,",
];
const POWERSHELL_QUOTE: &str = "s = s.replace(\"'\", \"''\")";

impl Recipe {
    /// Reads the source of `venv/__init__.py`; `Err` is the first line that is not known, or is missing.
    pub(super) fn read(source: &str) -> Result<Self, String> {
        let missing = |what: &str| format!("`{what}` is not there");
        let class = source.split_once("class EnvBuilder").ok_or_else(|| missing("class EnvBuilder"))?.1;
        let class = class.split_once("\ndef create(").ok_or_else(|| missing("def create("))?.0;
        let lines: Vec<&str> = class.lines().map(code).filter(|line| !line.is_empty()).collect();
        if let Some(unknown) = lines.iter().find(|line| acts(line) && !is_known(line)) {
            return Err((*unknown).to_owned());
        }
        let has = |line: &str| lines.contains(&line);
        let quoted = has(QUOTED);
        let placeholders = if quoted { QUOTED_PLACEHOLDERS } else { PLACEHOLDERS };
        if let Some(absent) = NEEDED.iter().chain(&placeholders).find(|line| !has(line)) {
            return Err(missing(absent));
        }
        if has(EXECUTABLE) != has(COMMAND) || has(PARENTHESES) == has(NO_PARENTHESES) {
            return Err("half of what belongs together".to_owned());
        }
        let include = INCLUDE.iter().any(|line| has(line));
        if has(OWN_INCLUDE) == include || (has(OWN_INCLUDE) && !has(INSTALLED_BASE)) {
            return Err("an unknown folder `include`".to_owned());
        }
        Ok(Self {
            minor_link: MINOR_LINK.iter().any(|line| has(line)),
            pi_link: has(PI_LINK),
            lib64: has(LIB64),
            platlib: has(PLATLIB),
            own_include: has(OWN_INCLUDE),
            command: has(COMMAND),
            ignore: has(IGNORE),
            quoted,
            parentheses: has(PARENTHESES),
        })
    }
}

/// A line without its indentation and its comment, which has a blank before it.
fn code(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    line.split_once(" # ").map_or(line, |(code, _)| code.trim_end())
}

fn acts(line: &str) -> bool {
    ACTS.iter().any(|act| line.contains(act))
}

fn is_known(line: &str) -> bool {
    let single = [
        PI_LINK,
        LIB64,
        PLATLIB,
        OWN_INCLUDE,
        EXECUTABLE,
        COMMAND,
        IGNORE,
        QUOTED,
        PARENTHESES,
        NO_PARENTHESES,
        POWERSHELL_QUOTE,
    ];
    NEEDED.contains(&line)
        || MINOR_LINK.contains(&line)
        || single.contains(&line)
        || PLACEHOLDERS.contains(&line)
        || HARMLESS.contains(&line)
}

#[cfg(test)]
mod tests;
