// Made by `make contract` from src-tauri/engine/src/wire.rs. Not to be edited.

/**
 * A job has come further.
 */
export type Advance = { 
/**
 * The job; its `output` is empty here.
 */
job: Job, };

/**
 * What to do about a text.
 */
export type Advice = { 
/**
 * One verdict for each thing that the text names.
 */
items: Array<Item>, 
/**
 * Which error the text shows, if it shows a known one.
 */
error: ErrorCode | null, 
/**
 * The first item's.
 */
verdict: Verdict, 
/**
 * The first item's.
 */
package: string | null, 
/**
 * The first item's.
 */
reason: string, 
/**
 * The first item's.
 */
confidence: Confidence, 
/**
 * What can be clicked on this machine, the best first.
 */
wishes: Array<Array<string>>, 
/**
 * Lines for a terminal of the user's own: what helps, and what Sandbar does not run. Absent where there are none.
 */
commands?: Array<string>, };

/**
 * Something that was typed or pasted.
 */
export type AdviseRequest = { 
/**
 * The text.
 */
text: string, 
/**
 * The project in hand, as the snapshot shows it.
 */
project: string | null, 
/**
 * The consent to ask the package index about packages that nobody knows here.
 */
look_up?: boolean, };

/**
 * The answer to a wish.
 */
export type Answer = { "plan": Plan } | { "preview": Plan } | { "refused": Refusal };

/**
 * Homebrew.
 */
export type Brew = { 
/**
 * The program.
 */
path: MachinePath, 
/**
 * The folder it installs into.
 */
prefix: MachinePath, };

/**
 * What was done to a package.
 */
export type ChangeKind = "added" | "upgraded" | "removed";

/**
 * One check of a verification.
 */
export type Check = { 
/**
 * Which check it is.
 */
code: CheckCode, 
/**
 * Whether it holds; `None` for information that does not count.
 */
ok: boolean | null, 
/**
 * What was found.
 */
message: string, 
/**
 * What to do, when it does not hold.
 */
hint: string | null, };

/**
 * The checks of a verification, one sentence each.
 */
export type CheckCode = "environment" | "python" | "pip" | "packages" | "dependencies" | "fresh_terminal" | "activate" | "installed" | "absent" | "place" | "tool" | "formula" | "path" | "restored" | "text" | "setting";

/**
 * The stable codes, one sentence each.
 */
export type Code = "usage" | "unknown_wish" | "refused" | "stale" | "not_found" | "no_permission" | "disk_full" | "malformed" | "tool_missing" | "busy" | "cancelled" | "deadline" | "child_failed" | "no_commands" | "not_verified" | "untrusted" | "not_live" | "internal";

/**
 * How sure a verdict is.
 */
export type Confidence = "certain" | "likely" | "low";

/**
 * About a folder.
 */
export type DirectoryRequest = { 
/**
 * The folder, as the snapshot shows it.
 */
path: string, };

/**
 * An environment, wherever it lives.
 */
export type Environment = { 
/**
 * Its folder.
 */
path: MachinePath, 
/**
 * How it is.
 */
health: Health, 
/**
 * Why, when it is not healthy.
 */
reason: string | null, 
/**
 * The Python version it was made for.
 */
version: string | null, 
/**
 * Who made it.
 */
tool: EnvironmentTool, 
/**
 * Whether pip is in it.
 */
has_pip: boolean, 
/**
 * How many packages are completely installed in it; `None` when they can't be counted.
 */
packages: number | null, 
/**
 * The interpreter it stands on, if that is a known one.
 */
interpreter: InterpreterId | null, 
/**
 * The projects that use it.
 */
projects: Array<MachinePath>, 
/**
 * Its own `bin/python`, whether or not that runs.
 */
python: MachinePath, 
/**
 * The folder that holds its packages, if there is one.
 */
site_packages: MachinePath | null, 
/**
 * Set while its making is unfinished (it is then `broken`): whether somebody is still at work on it.
 */
unfinished: Unfinished | null, };

/**
 * Who makes environments of this kind.
 */
export type EnvironmentTool = "venv" | "uv" | "virtualenv" | "conda" | "pixi";

/**
 * The errors that are recognised, one sentence each. The names are stable.
 */
export type ErrorCode = "externally_managed_environment" | "externally_managed_in_sandbox" | "no_pip_in_sandbox" | "installed_elsewhere" | "sandbox_not_active" | "module_not_found" | "interpreter_gone" | "command_missing" | "developer_tools_missing" | "library_given_to_pipx" | "tool_not_on_path" | "packages_left_behind" | "no_wheel_for_python" | "not_owned_by_user" | "pip_conf_leftovers" | "conda_base" | "wrong_name" | "shell_glob" | "virtualenv_required" | "certificates_missing" | "wrong_architecture" | "homebrew_busy";

/**
 * What comes unasked.
 */
export type Event = { "event": "snapshot", 
/**
 * As it is now.
 */
snapshot: Snapshot, } | { "event": "job" } & Advance | { "event": "output" } & Output | { "event": "happened", 
/**
 * What, and when.
 */
happened: Happened, } | { "event": "noticed" } & Notice | { "event": "missed" } | { "event": "shown" } | { "event": "open", 
/**
 * What.
 */
place: Place, };

/**
 * What makes a folder a Python project.
 */
export type Evidence = "environment" | "pyproject" | "requirements" | "setup_py" | "setup_cfg" | "pipfile" | "conda_file" | "uv_lock" | "poetry_lock" | "pixi" | "python_version" | "python_files" | "notebooks";

/**
 * An error with its advice.
 */
export type Failure = { 
/**
 * Which kind it is.
 */
code: Code, 
/**
 * What failed, which path, why. No full stop.
 */
message: string, 
/**
 * The path it is about.
 */
path: MachinePath | null, 
/**
 * What to do. No full stop.
 */
hint: string | null, 
/**
 * Wishes that lead on from here, best first. Absent where there are none.
 */
better?: Array<Array<string>>, };

/**
 * A folder that the user asked Sandbar to watch.
 */
export type Folder = { 
/**
 * The folder.
 */
path: MachinePath, 
/**
 * Whether it can be watched.
 */
state: FolderState, };

/**
 * Whether a watched folder can be looked into.
 */
export type FolderState = "ok" | "missing" | "no_permission" | "not_a_folder" | "too_wide";

/**
 * Something that happened, and when it was seen.
 */
export type Happened = { 
/**
 * RFC 3339, with the machine's own offset.
 */
at: string, } & ({ "event": "ready" } | { "event": "system_install", 
/**
 * Into which.
 */
interpreter: InterpreterId, 
/**
 * `pip`, `uv`, `conda`, `poetry`; `unknown` where nobody has signed.
 */
installer: string, 
/**
 * What it changed, by name.
 */
packages: Array<PackageChange>, 
/**
 * Told from what the last run of Sandbar knew: it happened while nobody watched.
 */
missed: boolean, } | { "event": "install_unfinished", 
/**
 * Into which.
 */
interpreter: InterpreterId, 
/**
 * What is there by half, by name.
 */
packages: Array<string>, } | { "event": "environment_changed", 
/**
 * The project it belongs to; `None` for one that belongs to none, or to several.
 */
project: MachinePath | null, 
/**
 * The environment.
 */
path: MachinePath, 
/**
 * How it is now; [`Health::Missing`] when it is gone.
 */
health: Health, } | { "event": "project_found", 
/**
 * The folder.
 */
path: MachinePath, 
/**
 * Why it is one.
 */
evidence: Array<Evidence>, } | { "event": "interpreter_changed", 
/**
 * Which.
 */
interpreter: InterpreterId, 
/**
 * How.
 */
change: InterpreterChange, } | { "event": "pip_guard", 
/**
 * The file.
 */
path: MachinePath, 
/**
 * Whether it guards now.
 */
on: boolean, } | { "event": "tools_changed" });

/**
 * The sentence that leads: the worst of the problems, else good.
 */
export type Headline = { 
/**
 * The worst level among the problems.
 */
level: Level, 
/**
 * "You're good to go", "1 thing to fix".
 */
text: string, };

/**
 * How an environment is, the first that holds.
 */
export type Health = "missing" | "broken" | "mixed" | "moved" | "no_pip" | "stale" | "healthy";

/**
 * A Python that can stand on its own.
 */
export type Interpreter = { 
/**
 * Its stable short name.
 */
id: InterpreterId, 
/**
 * The path that is safe to run and survives upgrades; never macOS's `/usr/bin/python3`.
 */
path: MachinePath, 
/**
 * The file that really runs.
 */
real_path: MachinePath, 
/**
 * Its full version, such as `3.13.5` or `3.15.0rc2`; empty when no file tells.
 */
version: string, 
/**
 * Who put it there.
 */
source: Source, 
/**
 * Whose it is, for people: "Homebrew", "Debian".
 */
owner: string, 
/**
 * The processor it is for: `arm64`, `x86_64`, `universal2`; `None` when its file does not say.
 */
arch: string | null, 
/**
 * Its PEP 668 marker, if it has one.
 */
managed: Managed | null, 
/**
 * How much harm a stray package does there.
 */
protection: Protection, 
/**
 * Every other name that reaches it, sorted.
 */
aliases: Array<MachinePath>, 
/**
 * The folders that hold its packages.
 */
site_packages: Array<MachinePath>, 
/**
 * The packages in it that its owner did not put there.
 */
strays: Array<Stray>, 
/**
 * The folder its standard library is in, if it was found: `.../lib/python3.13`.
 */
stdlib: MachinePath | null, 
/**
 * True for a conda base, a tool's private Python and the like: never chosen for a new environment by itself.
 */
private: boolean, };

/**
 * How an interpreter changed.
 */
export type InterpreterChange = "appeared" | "vanished" | "upgraded" | "packages" | "guard";

/**
 * A short stable name for an interpreter: its source, its version, and a few digits of its path's hash.
 */
export type InterpreterId = string;

/**
 * The verdict on one package, or on one error.
 */
export type Item = { 
/**
 * What was typed or pasted, shortened if it is very long.
 */
input: string, 
/**
 * The package to install, by its normalised name (PEP 503); `None` where there is none.
 */
package: string | null, 
/**
 * What to do.
 */
verdict: Verdict, 
/**
 * Why, in one sentence.
 */
reason: string, 
/**
 * How sure that is.
 */
confidence: Confidence, };

/**
 * A job, as the popover shows it.
 */
export type Job = { 
/**
 * Its name.
 */
id: JobId, 
/**
 * The wish it answers.
 */
wish: Array<string>, 
/**
 * The plan that is being run.
 */
plan: Plan, 
/**
 * Where it is.
 */
state: JobState, 
/**
 * The step that runs or ran last, counted from 0.
 */
step: number, 
/**
 * How far the step is, where its program tells.
 */
progress: Progress | null, 
/**
 * Whom it waits for, one sentence, while it waits for another Sandbar.
 */
waiting: string | null, 
/**
 * How it ended, once it has.
 */
outcome: Outcome | null, 
/**
 * Why it failed.
 */
failure: Failure | null, 
/**
 * What verification saw.
 */
checks: Array<Check>, 
/**
 * The last lines of its output.
 */
output: Array<string>, };

/**
 * A job's name: sortable, and unique on this machine.
 */
export type JobId = string;

/**
 * About a job.
 */
export type JobRequest = { 
/**
 * The job.
 */
id: JobId, };

/**
 * Where a job is.
 */
export type JobState = "queued" | "running" | "verifying" | "ended";

/**
 * A language.
 */
export type LanguageRequest = { 
/**
 * `en`, `de` or `ja`.
 */
language: string, };

/**
 * How bad it is. The order is the order of badness.
 */
export type Level = "good" | "attention" | "problem";

/**
 * A path of the machine that is looked at, never `ROOT/...`.
 *
 * Names on a Unix disk are bytes. In JSON they become text, a byte that is not UTF-8 becoming U+FFFD; so a path that
 * came back from JSON is looked up among the known ones ([`MachinePath::shows_as`]) before it is used.
 */
export type MachinePath = string;

/**
 * One `EXTERNALLY-MANAGED` file (PEP 668).
 */
export type Managed = { 
/**
 * Where the file is.
 */
marker: MachinePath, 
/**
 * Its `Error` text in the user's language, as pip would show it; `None` when it has none that can be read.
 */
message: string | null, };

/**
 * What one word, such as `python3`, means there.
 */
export type Meaning = { 
/**
 * The first hit on PATH.
 */
path: MachinePath, 
/**
 * What that runs in the end: links followed, shims looked through. For a pip, the pip script.
 */
resolved: MachinePath, 
/**
 * The interpreter that does the work, if it is a known one.
 */
interpreter: InterpreterId | null, };

/**
 * Something that the user is told of.
 */
export type Notice = { 
/**
 * Its name.
 */
id: NoticeId, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * What kind it is of.
 */
kind: NoticeKind, 
/**
 * The folder or the interpreter that it is about.
 */
subject: MachinePath, 
/**
 * One line: what happened.
 */
title: string, 
/**
 * One or two lines: what that means, without a private path.
 */
body: string, 
/**
 * What can be done about it at once: two at most.
 */
actions: Array<NoticeAction>, 
/**
 * Whether the system was to show it as well: not what is muted, beyond the day's measure, or open in the popover.
 */
shown: boolean, 
/**
 * Whether the user has seen it in the popover.
 */
seen: boolean, 
/**
 * Whether what it told of is over: seen by looking, and not kept.
 */
settled: boolean, };

/**
 * A button of a notice.
 */
export type NoticeAction = { 
/**
 * What stands on it.
 */
label: string, 
/**
 * What it does; `None` where the user has to choose something first, and the popover opens.
 */
wish: Array<string> | null, };

/**
 * A notice's name: sortable by time.
 */
export type NoticeId = string;

/**
 * What the user is told of.
 */
export type NoticeKind = "system_install" | "new_project" | "environment_broken" | "guard_off";

/**
 * Whether the system shows notices of Sandbar's.
 */
export type NotificationAccess = "granted" | "denied" | "unasked" | "unavailable";

/**
 * Which kinds of notices the system may show.
 */
export type Notify = { 
/**
 * [`NoticeKind::SystemInstall`].
 */
system_install: boolean, 
/**
 * [`NoticeKind::NewProject`].
 */
new_project: boolean, 
/**
 * [`NoticeKind::EnvironmentBroken`].
 */
environment_broken: boolean, 
/**
 * [`NoticeKind::GuardOff`].
 */
guard_off: boolean, };

/**
 * The two systems that Sandbar runs on.
 */
export type Os = "macos" | "linux";

/**
 * How a job ended.
 */
export type Outcome = "done" | "failed" | "cancelled";

/**
 * Lines that a job has said since the last such event.
 */
export type Output = { 
/**
 * The job.
 */
id: JobId, 
/**
 * Its lines.
 */
lines: Array<string>, };

/**
 * A package in an environment.
 */
export type Package = { 
/**
 * Its name, as its METADATA writes it.
 */
name: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Whether somebody asked for it by name, or it came along with another one; `None` where nobody knows (uv marks
 * everything).
 */
requested: boolean | null, 
/**
 * The packages in the same environment that need it, and that it may have come along with.
 */
needed_by: Array<string>, 
/**
 * Whether it is completely installed.
 */
complete: boolean, };

/**
 * What a run of an installer did to one package.
 */
export type PackageChange = { 
/**
 * Its name, as its METADATA writes it.
 */
name: string, 
/**
 * Its version now; of a removed one, its last.
 */
version: string, 
/**
 * The version before, of one that was upgraded (or downgraded).
 */
from: string | null, 
/**
 * What was done.
 */
change: ChangeKind, 
/**
 * Whether it was asked for by name; `None` where nobody knows (uv marks everything).
 */
requested: boolean | null, };

/**
 * One line of the history.
 */
export type PastJob = { 
/**
 * Its name.
 */
id: JobId, 
/**
 * When it began, RFC 3339.
 */
at: string, 
/**
 * The wish.
 */
wish: Array<string>, 
/**
 * What it did, as a button would say it; empty for one of an older Sandbar.
 */
title: string, 
/**
 * Its commands, as one can paste them.
 */
commands: Array<string>, 
/**
 * The last lines of its output.
 */
output: Array<string>, 
/**
 * How it ended; one that was cut off has failed.
 */
outcome: Outcome, 
/**
 * How long it took.
 */
seconds: number, 
/**
 * Whether it can be undone now.
 */
undoable: boolean, 
/**
 * How it would be undone, in words.
 */
undo: string | null, };

/**
 * One folder of PATH, for the picture of how a word is looked up.
 */
export type PathStep = { 
/**
 * The folder.
 */
folder: MachinePath, 
/**
 * Whether it holds a `python3`, and whose that is.
 */
python3: Meaning | null, 
/**
 * True for the folder where the search ends.
 */
hit: boolean, };

/**
 * Where pip may install, as its configuration has it for every Python.
 */
export type PipSettings = { 
/**
 * Whether it installs into sandboxes only (`require-virtualenv`): the lock.
 */
require_virtualenv: boolean, };

/**
 * pipx.
 */
export type Pipx = { 
/**
 * The program; `None` when only its tools are left.
 */
path: MachinePath | null, 
/**
 * Its home folder.
 */
home: MachinePath, 
/**
 * Whether the folder of its commands is on the terminal's PATH.
 */
on_path: boolean, 
/**
 * What it has installed.
 */
tools: Array<PipxTool>, };

/**
 * One tool that pipx installed.
 */
export type PipxTool = { 
/**
 * The package.
 */
name: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The commands it gave.
 */
commands: Array<string>, 
/**
 * How its environment is.
 */
health: Health, };

/**
 * A place in the popover.
 */
export type Place = { "place": "now" } | { "place": "project", 
/**
 * The project, as the snapshot shows it.
 */
path: string, } | { "place": "python", 
/**
 * Its path, as the snapshot shows it.
 */
path: string, } | { "place": "activity" } | { "place": "settings" };

/**
 * What would be done, shown before it runs.
 */
export type Plan = { 
/**
 * What it does, as a button would say it.
 */
title: string, 
/**
 * Why this and not something else, one or two sentences.
 */
why: string, 
/**
 * The commands, in order.
 */
steps: Array<Step>, 
/**
 * What will be different afterwards, and where, in words.
 */
effects: Array<string>, 
/**
 * What is checked afterwards, in words.
 */
expects: Array<string>, 
/**
 * How it is undone, in words; `None` when it can't be.
 */
undo: string | null, 
/**
 * The commands as one can paste them.
 */
commands: Array<string>, 
/**
 * Words that have to be said again before it runs: the packages of `break-glass`.
 */
confirm: Array<string> | null, 
/**
 * Wishes that do better, best first: shown before this one.
 */
better: Array<Array<string>>, 
/**
 * A hash of what the plan was made from. A plan whose grounds have changed is stale and is not run.
 */
fingerprint: string, };

/**
 * The projects in which one may try everything.
 */
export type Practice = { 
/**
 * Where it is, or would be.
 */
path: MachinePath, 
/**
 * Whether it is there.
 */
exists: boolean, 
/**
 * A second one, to see that what is in the one is not in the other.
 */
second: MachinePath, };

/**
 * What the user has chosen about Sandbar itself.
 */
export type Preferences = { 
/**
 * Which kinds of notices the system may show.
 */
notify: Notify, 
/**
 * Folders and interpreters of which nothing is shown by the system.
 */
muted: Array<MachinePath>, 
/**
 * The language of the popover: `en`, `de`, `ja`; `None` for the system's.
 */
language: string | null, 
/**
 * Whether the icon stands in the menu bar; `None` where it can't be hidden.
 */
icon: boolean | null, 
/**
 * Whether Sandbar starts with the session; `None` where that can't be arranged.
 */
launch_at_login: boolean | null, 
/**
 * Whether the first screens are over.
 */
welcomed: boolean, };

/**
 * Something that is wrong.
 */
export type Problem = { 
/**
 * Which it is.
 */
code: ProblemCode, 
/**
 * `attention` or `problem`.
 */
level: Level, 
/**
 * What is wrong, one sentence.
 */
message: string, 
/**
 * What to do about it, one sentence.
 */
hint: string, 
/**
 * Where, if it is at one place.
 */
path: MachinePath | null, 
/**
 * The line of the hint that the user types in a terminal of their own: Sandbar does not run it. Absent where there
 * is none.
 */
command?: string, };

/**
 * The problems that Sandbar knows, one sentence each.
 */
export type ProblemCode = "no_python" | "guard_off" | "pip_user" | "root_owned" | "user_site" | "pip_mismatch" | "conda_base" | "strays" | "environment_missing" | "environment_broken" | "environment_unfinished" | "environment_mixed" | "environment_moved" | "environment_no_pip" | "environment_stale" | "tool_broken" | "pipx_path" | "folder" | "settings" | "watch_limit";

/**
 * How far a program is, in its own words.
 */
export type Progress = { 
/**
 * What it does, for people: "Downloading `pandas`".
 */
phase: string, 
/**
 * How much of it is done, where it is counted.
 */
done: number | null, 
/**
 * How much there is to do, where that is known.
 */
of: number | null, };

/**
 * A folder in which somebody writes Python.
 */
export type Project = { 
/**
 * The folder.
 */
path: MachinePath, 
/**
 * Its last name.
 */
name: string, 
/**
 * What makes it a project, sorted.
 */
evidence: Array<Evidence>, 
/**
 * Its environment; of several `.venv`, then `venv`, then `env`, then by name.
 */
environment: ProjectEnvironment, 
/**
 * When something at its top last changed, in milliseconds since 1970.
 */
touched: number, };

/**
 * A project's environment, or the fact that it has none.
 */
export type ProjectEnvironment = { 
/**
 * Its folder; `None` when it is missing.
 */
path: MachinePath | null, 
/**
 * How it is.
 */
health: Health, 
/**
 * Why, when it is not healthy.
 */
reason: string | null, 
/**
 * The Python version it was made for.
 */
version: string | null, 
/**
 * Who made it.
 */
tool: EnvironmentTool | null, 
/**
 * Whether pip is in it.
 */
has_pip: boolean, 
/**
 * How many packages are completely installed in it.
 */
packages: number | null, 
/**
 * Set while its making is unfinished.
 */
unfinished: Unfinished | null, };

/**
 * How much harm a stray package does there.
 */
export type Protection = "hard" | "soft" | "none";

/**
 * Why there is no plan.
 */
export type Refusal = { 
/**
 * One sentence.
 */
reason: string, 
/**
 * Wishes that would be answered with a plan.
 */
better: Array<Array<string>>, };

/**
 * What the user has seen.
 */
export type SeenRequest = { 
/**
 * The notices that were on screen. One that has come since is none of them.
 */
ids: Array<NoticeId>, };

/**
 * A variable of the terminal that bends what pip and Python do.
 */
export type Setting = { 
/**
 * `PIP_USER`, `PYTHONPATH`, `VIRTUAL_ENV` ...
 */
name: string, 
/**
 * Its value; that of an address has its password taken out.
 */
value: string, };

/**
 * All that was seen in one look, sorted, so that two looks at the same machine are equal.
 */
export type Snapshot = { 
/**
 * [`SCHEMA`].
 */
schema: number, 
/**
 * Counts the looks of this engine that found something new; starts at 1.
 */
revision: number, 
/**
 * Which system this is.
 */
os: Os, 
/**
 * The user's home folder.
 */
home: MachinePath, 
/**
 * The one sentence.
 */
headline: Headline, 
/**
 * What the words `python3`, `python`, `pip3`, `pip` mean in the user's terminal.
 */
terminal: Terminal, 
/**
 * Every Python that can stand on its own.
 */
interpreters: Array<Interpreter>, 
/**
 * Every environment that was found, in a project or not.
 */
environments: Array<Environment>, 
/**
 * The projects in the watched folders.
 */
projects: Array<Project>, 
/**
 * Homebrew, pipx, uv.
 */
tools: Tools, 
/**
 * What pip's configuration says about where it installs.
 */
pip: PipSettings, 
/**
 * What is wrong, worst first.
 */
problems: Array<Problem>, 
/**
 * The watched folders themselves.
 */
folders: Array<Folder>, };

/**
 * Who put an interpreter there.
 */
export type Source = "homebrew" | "apple_clt" | "xcode" | "python_org" | "pyenv" | "uv" | "conda" | "mise" | "asdf" | "pixi" | "macports" | "nix" | "linux" | "other";

/**
 * Run the plan that was shown.
 */
export type StartRequest = { 
/**
 * The wish.
 */
wish: Array<string>, 
/**
 * The fingerprint of the plan that was shown.
 */
fingerprint: string, };

/**
 * One command of a plan, exactly as it will run: no shell stands between.
 */
export type Step = { 
/**
 * Program and arguments.
 */
argv: Array<string>, 
/**
 * The folder it runs in.
 */
cwd: MachinePath, 
/**
 * The variables that are set for it on top of the cleaned environment.
 */
env: { [key in string]: string }, };

/**
 * A package that somebody other than the interpreter's owner put into it.
 */
export type Stray = { 
/**
 * Its name, as its METADATA writes it.
 */
name: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Who installed it, as its INSTALLER says: `pip`, `uv`; `unknown` without one.
 */
installer: string, 
/**
 * Whether the user asked for it by name; `None` where nobody knows (uv marks everything).
 */
requested: boolean | null, 
/**
 * True for the user site, which every Python of this minor version reads.
 */
shared: boolean, };

/**
 * The terminal view.
 */
export type Terminal = { 
/**
 * How this became known.
 */
from: TerminalFrom, 
/**
 * What `python3` means.
 */
python3: Meaning | null, 
/**
 * What `python` means.
 */
python: Meaning | null, 
/**
 * What `pip3` means.
 */
pip3: Meaning | null, 
/**
 * What `pip` means.
 */
pip: Meaning | null, 
/**
 * One sentence when pip installs into another Python than the one that runs.
 */
mismatch: string | null, 
/**
 * PATH, folder by folder.
 */
path: Array<PathStep>, 
/**
 * The variables that decide.
 */
settings: Array<Setting>, };

/**
 * How the terminal's PATH became known.
 */
export type TerminalFrom = "shell" | "cache" | "paths";

/**
 * Some text.
 */
export type TextRequest = { 
/**
 * The text.
 */
text: string, };

/**
 * The tools that are there.
 */
export type Tools = { 
/**
 * Homebrew.
 */
brew: Brew | null, 
/**
 * pipx, or what it left behind.
 */
pipx: Pipx | null, 
/**
 * uv.
 */
uv: Uv | null, };

/**
 * An environment whose making has begun and not ended.
 */
export type Unfinished = "running" | "abandoned";

/**
 * uv.
 */
export type Uv = { 
/**
 * The program.
 */
path: MachinePath, };

/**
 * What to do with a package, or about an error.
 */
export type Verdict = "venv" | "pipx" | "brew" | "rename" | "stdlib" | "ask" | "nothing" | "break_glass" | "fix";

/**
 * The guide's verification of a project.
 */
export type Verification = { 
/**
 * True when every check that counts holds.
 */
ok: boolean, 
/**
 * The checks, in the guide's order.
 */
checks: Array<Check>, };

/**
 * Verify a project.
 */
export type VerifyRequest = { 
/**
 * The project, as the snapshot shows it.
 */
path: string, 
/**
 * True once the user has said that the environment's Python may be run though it is not a known one.
 */
trusted: boolean, };

/**
 * What stands open in the popover.
 */
export type ViewRequest = { 
/**
 * A project's folder or an interpreter's path, as the snapshot shows it; `None` for neither.
 */
subject: string | null, };

/**
 * A wish, in the words of the command line.
 */
export type WishRequest = { 
/**
 * `["venv", "create", "/Users/ada/weather-bot"]`.
 */
wish: Array<string>, };

/** Every request, with what it takes and what it gives. */
export interface Requests {
  /** The snapshot as it stands. */
  snapshot: [null, Snapshot];
  /** Looks at everything again. */
  refresh: [null, Snapshot];
  /** Asks the user for a folder, and watches it; `null` when the user thought better of it. */
  add_folder: [null, MachinePath | null];
  /** Stops watching a folder; the folder itself is left alone. */
  remove_folder: [DirectoryRequest, null];
  /** What a wish would do. */
  plan: [WishRequest, Answer];
  /** Runs the plan of a wish, if its grounds are still what they were. */
  start: [StartRequest, JobId];
  /** Stops a job. */
  cancel: [JobRequest, null];
  /** The jobs that run, wait, or have ended since the engine started. */
  jobs: [null, Array<Job>];
  /** What to do about a pip command, a package's name, or a pasted error. */
  advise: [AdviseRequest, Advice];
  /** The packages in an environment. */
  packages: [DirectoryRequest, Array<Package>];
  /** The guide's verification of a project. */
  verify: [VerifyRequest, Verification];
  /** What was done, the last first. */
  history: [null, Array<PastJob>];
  /** Gives up the undo of a job: what it put aside goes to the Trash, and the copies it kept go. */
  forget: [JobRequest, null];
  /** The line that turns the environment in a folder on, for the user's own shell. */
  activation: [DirectoryRequest, string];
  /** Asks the user for a place, and does nothing with it; `null` when the user thought better of it. */
  pick_place: [null, MachinePath | null];
  /** Asks the user for a file of package names, and does nothing with it; `null` when the user thought better of it. */
  pick_file: [null, MachinePath | null];
  /** Puts text on the clipboard. */
  copy: [TextRequest, null];
  /** The text on the clipboard: read only when the user asks for it. */
  paste: [null, string];
  /** What the user was told of unasked, the last first. */
  notices: [null, Array<Notice>];
  /** These notices have been on screen. */
  notices_seen: [SeenRequest, null];
  /** What stands open in the popover: a project's folder or an interpreter's path; of that no notice is shown. */
  viewing: [ViewRequest, null];
  /** What the user has chosen about Sandbar itself. */
  preferences: [null, Preferences];
  /** Chooses; gives back what holds from now on. */
  prefer: [Preferences, Preferences];
  /** Puts settings that can't be read aside, and begins with none. */
  begin_settings_anew: [null, null];
  /** The language that the popover speaks from now on: what stands outside of it speaks the same. */
  speaking: [LanguageRequest, null];
  /** Whether the system shows notices of Sandbar's. */
  notification_access: [null, NotificationAccess];
  /** Asks the user, where that was not done yet, whether the system may show notices. */
  ask_for_notifications: [null, NotificationAccess];
  /** A report for a teacher or an issue: no home folder, no name, no content. */
  diagnosis: [null, string];
  /** The projects in which one may try everything. */
  practice: [null, Practice];
  /** Hides the window. */
  hide: [null, null];
  /** Ends Sandbar. */
  quit: [null, null];
}
