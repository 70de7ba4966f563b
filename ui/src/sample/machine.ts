/** A Mac to look at: Ada's, with Homebrew, python.org and a few projects. */
import type {
  Environment,
  Interpreter,
  Meaning,
  Pipx,
  Problem,
  Project,
  ProjectEnvironment,
  Snapshot,
  Stray,
  Terminal,
} from "../contract";

export const HOME = "/Users/ada";

export const NO_ENVIRONMENT: ProjectEnvironment = {
  path: null,
  health: "missing",
  reason: null,
  version: null,
  tool: null,
  has_pip: false,
  packages: null,
  unfinished: null,
};

export function environment(project: string, rest: Partial<ProjectEnvironment> = {}): ProjectEnvironment {
  return {
    path: `${project}/.venv`,
    health: "healthy",
    reason: null,
    version: "3.14.6",
    tool: "venv",
    has_pip: true,
    packages: 6,
    unfinished: null,
    ...rest,
  };
}

export function project(name: string, rest: Partial<Project> = {}): Project {
  const path = rest.path ?? `${HOME}/code/${name}`;
  return { path, name, evidence: ["requirements", "python_files"], environment: environment(path), touched: 0, ...rest };
}

export const WEATHER = project("weather-bot", { environment: NO_ENVIRONMENT, touched: 9000 });
export const THESIS = project("thesis-plots", { evidence: ["environment", "pyproject"], touched: 8000 });
export const SCRAPER = project("old-scraper", {
  environment: environment(`${HOME}/code/old-scraper`, {
    health: "broken",
    reason: "Its Python is gone: there is no `/opt/homebrew/opt/python@3.11/bin/python3.11`",
    version: "3.11.9",
    packages: null,
  }),
  touched: 100,
});
export const PHOTOS = project("photo-sorter", {
  environment: environment(`${HOME}/code/photo-sorter`, { version: "3.13.14", packages: 1 }),
  touched: 7000,
});

const MARKER_TEXT = `To install Python packages system-wide, try brew install
xyz, where xyz is the package you are trying to
install.

If you wish to install a Python library that isn't in Homebrew,
use a virtual environment:

python3 -m venv path/to/venv
source path/to/venv/bin/activate
python3 -m pip install xyz`;

function stray(name: string, version: string, requested: boolean | null = false): Stray {
  return { name, version, installer: "pip", requested, shared: false };
}

function homebrew(version: string, rest: Partial<Interpreter> = {}): Interpreter {
  const minor = version.split(".").slice(0, 2).join(".");
  const opt = `/opt/homebrew/opt/python@${minor}`;
  const stdlib = `${opt}/Frameworks/Python.framework/Versions/${minor}/lib/python${minor}`;
  return {
    id: `homebrew-${version}`,
    path: `${opt}/bin/python${minor}`,
    real_path: `/opt/homebrew/Cellar/python@${minor}/${version}/Frameworks/Python.framework/Versions/${minor}/bin/python${minor}`,
    version,
    source: "homebrew",
    owner: "Homebrew",
    arch: "arm64",
    managed: { marker: `${stdlib}/EXTERNALLY-MANAGED`, message: MARKER_TEXT },
    protection: "hard",
    aliases: [`/opt/homebrew/bin/python${minor}`],
    site_packages: [`/opt/homebrew/lib/python${minor}/site-packages`],
    strays: [],
    stdlib,
    private: false,
    ...rest,
  };
}

export const BREW = homebrew("3.14.6", { aliases: ["/opt/homebrew/bin/python3", "/opt/homebrew/bin/python3.14"] });
export const OLD_BREW = homebrew("3.13.14", {
  strays: [
    stray("pandas", "3.1.0", true),
    stray("numpy", "2.4.1"),
    stray("python-dateutil", "2.9.0"),
    stray("pytz", "2026.1"),
    stray("six", "1.17.0"),
  ],
});
export const PYTHON_ORG: Interpreter = {
  ...homebrew("3.13.5"),
  id: "python_org-3.13.5",
  path: "/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13",
  real_path: "/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13",
  source: "python_org",
  owner: "python.org",
  arch: "universal2",
  managed: null,
  protection: "soft",
  aliases: ["/usr/local/bin/python3", "/usr/local/bin/python3.13"],
  site_packages: ["/Library/Frameworks/Python.framework/Versions/3.13/lib/python3.13/site-packages"],
};
export const APPLE: Interpreter = {
  ...homebrew("3.9.6"),
  id: "apple_clt-3.9.6",
  path: "/Library/Developer/CommandLineTools/usr/bin/python3",
  real_path: "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9/bin/python3.9",
  source: "apple_clt",
  owner: "Apple",
  managed: null,
  aliases: ["/usr/bin/python3"],
  site_packages: ["/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9/lib/python3.9/site-packages"],
};

export function meaning(path: string, { id, real_path }: Interpreter): Meaning {
  return { path, resolved: real_path, interpreter: id };
}

export const TERMINAL: Terminal = {
  from: "shell",
  python3: meaning("/opt/homebrew/bin/python3", BREW),
  python: null,
  pip3: meaning("/opt/homebrew/bin/pip3", BREW),
  pip: null,
  mismatch: null,
  path: [
    { folder: `${HOME}/.local/bin`, python3: null, hit: false },
    { folder: "/opt/homebrew/bin", python3: meaning("/opt/homebrew/bin/python3", BREW), hit: true },
    { folder: "/opt/homebrew/sbin", python3: null, hit: false },
    { folder: "/usr/local/bin", python3: meaning("/usr/local/bin/python3", PYTHON_ORG), hit: false },
    { folder: "/System/Cryptexes/App/usr/bin", python3: null, hit: false },
    { folder: "/usr/bin", python3: meaning("/usr/bin/python3", APPLE), hit: false },
    { folder: "/bin", python3: null, hit: false },
    { folder: "/usr/sbin", python3: null, hit: false },
    { folder: "/sbin", python3: null, hit: false },
  ],
  settings: [],
};

/** The environments of projects, as the engine lists them beside these. */
export function listed(projects: readonly Project[], interpreter: string): Environment[] {
  return projects.flatMap(({ path: project, environment }) =>
    environment.path === null
      ? []
      : [{ ...environment, path: environment.path, tool: "venv", interpreter, projects: [project], python: `${environment.path}/bin/python`, site_packages: `${environment.path}/lib/python3.14/site-packages` }],
  );
}

export const PIPX: Pipx = {
  path: "/opt/homebrew/bin/pipx",
  home: `${HOME}/.local/pipx`,
  on_path: true,
  tools: [
    { name: "black", version: "26.10.1", commands: ["black", "blackd"], health: "healthy" },
    { name: "httpie", version: "3.2.4", commands: ["http", "https", "httpie"], health: "broken" },
    { name: "yt-dlp", version: "2026.11.2", commands: ["yt-dlp"], health: "healthy" },
  ],
};

export function problem(code: Problem["code"], message: string, hint: string, rest: Partial<Problem> = {}): Problem {
  return { code, level: "attention", message, hint, path: null, ...rest };
}

export const MISSING = problem(
  "environment_missing",
  "weather-bot has no sandbox yet",
  "Create a sandbox (virtual environment) for it",
  { path: WEATHER.path },
);

export function snapshot(rest: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: 1,
    revision: 1,
    os: "macos",
    home: HOME,
    headline: { level: "attention", text: "1 thing to fix" },
    terminal: TERMINAL,
    interpreters: [BREW, OLD_BREW, PYTHON_ORG, APPLE],
    environments: listed([PHOTOS, THESIS], BREW.id),
    projects: [PHOTOS, THESIS, WEATHER],
    tools: { brew: { path: "/opt/homebrew/bin/brew", prefix: "/opt/homebrew" }, pipx: null, uv: null },
    pip: { require_virtualenv: false },
    problems: [MISSING],
    folders: [{ path: `${HOME}/code`, state: "ok" }],
    ...rest,
  };
}
