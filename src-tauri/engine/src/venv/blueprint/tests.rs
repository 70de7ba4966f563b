use std::path::Path;

use super::*;
use crate::made::{Made, interpreter};

/// What all versions have in common, in the lines that are looked for; quoted from Python 3.14's `venv`.
const VENV: &str = r"
class EnvBuilder:
    executable = sys._base_executable
    f.write('home = %s\n' % context.python_dir)
    f.write('include-system-site-packages = %s\n' % incl)
    f.write('version = %d.%d.%d\n' % sys.version_info[:3])
    f.write(f'prompt = {self.prompt!r}\n')
    copier(context.executable, path)
    copier(context.env_exe, path, relative_symlinks_ok=True)
    os.symlink('lib', link_path)
    incpath = os.path.join(env_dir, 'Include' if os.name == 'nt' else 'include')
    f.write('executable = %s\n' % os.path.realpath(sys.executable))
    f.write(f'command = {sys.executable} -m venv {args}\n')
    file.write('# Created by venv; '
    context.prompt = self.prompt if self.prompt is not None else context.env_name
    suffixes = ['python', 'python3', f'python3.{sys.version_info[1]}']
    suffixes.append('𝜋thon')
    '__VENV_DIR__': context.env_dir,
    '__VENV_NAME__': context.env_name,
    '__VENV_PROMPT__': context.prompt,
    '__VENV_BIN_NAME__': context.bin_name,
    '__VENV_PYTHON__': context.env_exe,
    text = text.replace(key, quoted)

def create(env_dir):
";

const KEG: &str = "/opt/homebrew/Cellar/python@3.14/3.14.0/Frameworks/Python.framework/Versions/3.14";

/// A Homebrew with a Python 3.14 that has all but a wheel.
fn homebrew() -> (Made, Interpreter) {
    let stdlib = format!("{KEG}/lib/python3.14");
    let made = Made::new()
        .link("/opt/homebrew/opt/python@3.14", "../Cellar/python@3.14/3.14.0")
        .file(&format!("{stdlib}/venv/__init__.py"), VENV)
        .file(&format!("{stdlib}/venv/scripts/common/activate"), "V=__VENV_DIR__\n")
        .file(&format!("{stdlib}/venv/scripts/posix/activate.csh"), "P=__VENV_PROMPT__\n")
        .file(&format!("{stdlib}/_sysconfigdata__darwin_darwin.py"), " 'WHEEL_PKG_DIR': '',\n")
        .file(
            &format!("{stdlib}/ensurepip/__init__.py"),
            "_PIP_VERSION = \"25.2\"\nsysconfig.get_config_var('WHEEL_PKG_DIR')\nf'pip-{_PIP_VERSION}-py3-none-any.whl'\n",
        );
    let path = "/opt/homebrew/opt/python@3.14/bin/python3.14";
    let mut python = interpreter(Source::Homebrew, "3.14.0", path, &format!("{KEG}/bin/python3.14"));
    python.stdlib = Some(PathBuf::from(&stdlib).into());
    (made, python)
}

#[test]
fn homebrews_python_is_reached_through_opt() {
    let (made, python) = homebrew();
    let machine = made.machine(Os::Macos);
    let base = Base::read(&machine, &python).unwrap();
    let links = links(&machine, &python, &base).unwrap();
    let links: Vec<_> = links.iter().map(|link| (link.at.to_str().unwrap(), link.to.to_str().unwrap())).collect();
    assert_eq!(
        links,
        [
            ("bin/python3.14", "/opt/homebrew/opt/python@3.14/bin/python3.14"),
            ("bin/python", "python3.14"),
            ("bin/python3", "python3.14"),
            ("bin/𝜋thon", "python3.14"),
        ]
    );
    assert_eq!(base.home, "/opt/homebrew/opt/python@3.14/bin");
    assert_eq!(base.real, format!("{KEG}/bin/python3.14"));
}

#[test]
fn without_the_wheel_that_it_names_nothing_is_drawn() {
    let (made, python) = homebrew();
    let machine = made.machine(Os::Macos);
    let wheel = format!("{KEG}/lib/python3.14/ensurepip/_bundled/pip-25.2-py3-none-any.whl");
    let no = blueprint(&machine, &python, Path::new("/Users/ada/shop/.venv"), None);
    assert_eq!(no, Err(Unfit::NoWheel { path: wheel.clone().into() }));
    let made = made.file(&wheel, "not a wheel");
    let no = blueprint(&made.machine(Os::Macos), &python, Path::new("/Users/ada/shop/.venv"), None);
    assert!(matches!(no, Err(Unfit::Wheel { .. })), "{no:?}");
}

#[test]
fn what_is_not_as_usual_is_left_to_the_interpreter() {
    let (made, python) = homebrew();
    let machine = made.machine(Os::Macos);
    let no = |change: &dyn Fn(&mut Interpreter)| {
        let mut python = python.clone();
        change(&mut python);
        Base::read(&machine, &python).err()
    };
    assert_eq!(no(&|_| ()), None);
    assert!(matches!(no(&|it| it.source = Source::AppleClt), Some(Unfit::Owner { .. })));
    assert!(matches!(no(&|it| it.version = "3.14".to_owned()), Some(Unfit::Layout { .. })));
    assert!(matches!(no(&|it| it.version = "3.7.1".to_owned()), Some(Unfit::Layout { .. })));
    assert!(matches!(no(&|it| it.stdlib = None), Some(Unfit::Layout { .. })));
    assert!(matches!(no(&|it| it.path = Path::new("/opt/x/bin/pypy3").into()), Some(Unfit::Layout { .. })));
    assert!(matches!(no(&|it| it.path = Path::new("/opt/$x/bin/python3").into()), Some(Unfit::Path { .. })));

    let (made, python) = homebrew();
    let patched = VENV.replace("\n\ndef create", "\n    os.symlink('a', 'b')\n\ndef create");
    let made = made.file(&format!("{KEG}/lib/python3.14/venv/__init__.py"), &patched);
    let no = Base::read(&made.machine(Os::Macos), &python).err();
    assert!(matches!(no, Some(Unfit::Unknown { ref line, .. }) if line == "os.symlink('a', 'b')"), "{no:?}");
}

#[test]
fn an_environments_own_python_is_no_base() {
    let (made, mut python) = homebrew();
    python.path = Path::new("/Users/ada/shop/.venv/bin/python3").into();
    let made = made.file("/Users/ada/shop/.venv/pyvenv.cfg", "home = /opt/homebrew/bin\n");
    assert!(matches!(Base::read(&made.machine(Os::Macos), &python), Err(Unfit::Layout { .. })));
}

#[test]
fn on_linux_only_a_known_processor_has_lib64() {
    let (made, mut python) = homebrew();
    let machine = made.machine(Os::Linux);
    assert!(links(&machine, &python, &Base::read(&machine, &python).unwrap()).is_err());
    python.arch = Some("x86_64".to_owned());
    let links = links(&machine, &python, &Base::read(&machine, &python).unwrap()).unwrap();
    assert!(links.contains(&Link { at: "lib64".into(), to: "lib".into() }));
}
