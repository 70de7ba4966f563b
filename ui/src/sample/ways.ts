/** What the engine would answer to every wish that can be pressed, in its own kind of sentences. */
import type { Advice, Answer, Package, Plan } from "../contract";
import { creation, plan, removal } from "./action";
import { BREW, HOME, project } from "./machine";

/** The plan of a wish, or what has to be looked at before there is one; `looked` once that was done. */
export function answerTo(wish: readonly string[], looked: boolean): Answer {
  const [what, which = ""] = wish;
  const made = PLANS[`${what} ${which}`] ?? PLANS[what ?? ""];
  if (!made) return { refused: { reason: `There is nothing in the sandbox \`${wish.join(" ")}\` to write down`, better: [] } };
  const answer = made([...wish]);
  if ("refused" in answer) return answer;
  return LOOKS.has(what ?? "") && !looked ? { preview: lookFor([...wish]) } : answer;
}

/** Those that pip has to look at first. */
const LOOKS = new Set(["add", "upgrade", "break-glass", "requirements"]);

function lookFor(wish: string[]): Plan {
  const names = wish.slice(wish[0] === "add" ? 2 : wish.indexOf("--python") < 0 ? 1 : 3);
  return plan({
    title: "See what is needed to add `pandas` to the sandbox of `thesis-plots`",
    why: "pip looks first, so that the plan can say what comes along and what is replaced",
    effects: ["Nothing is changed: pip only looks, and runs nothing of any package"],
    commands: [`${HOME}/code/thesis-plots/.venv/bin/python -m pip install --dry-run --quiet --report - ${names.join(" ")}`],
    fingerprint: `look-${wish.join(" ")}`,
  });
}

type Made = (wish: string[]) => Answer;

const given = (rest: Partial<Plan>): Answer => ({ plan: plan(rest) });
const typed = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(" and ");
const UNDONE_BY = "Every file of the sandbox is put back as it was, from copies on this disk; no network is needed";
const lastName = (path = "") => path.split("/").pop() ?? path;

/** A name that is one slip away from another, as the engine's guard answers it. */
const mistyped = (path: string, names: readonly string[]): Answer => ({
  refused: {
    reason: "Sandbar does not know `reqeusts`, and it is a slip of the finger away from `requests`: which one is meant? If it is meant as it stands, write it into the project's `requirements.txt` first",
    better: [["add", path, ...names.map((name) => (name === "reqeusts" ? "requests" : name))]],
  },
});

const PLANS: Record<string, Made> = {
  "venv create": ([, , path = ""]) => ({ plan: creation(project(lastName(path), { path })) }),
  "venv discard": ([, , path = ""]) => ({ plan: removal(project(lastName(path), { path })) }),
  "venv repair": ([, , path = ""]) =>
    given({
      title: `Repair the sandbox of \`${lastName(path)}\``,
      why: "Its Python is gone: there is no `/opt/homebrew/opt/python@3.11/bin/python3.11`",
      effects: [
        "It can't be mended as it is, so it is made anew. Homebrew 3.14.6 is what `python3` means in your terminal",
        `The folder \`~${path.slice(HOME.length)}/.venv\` is renamed to a name beside it that begins with \`.venv.sandbar-old-\`: nothing in it is changed`,
        "A new sandbox takes its place, on Homebrew 3.14.6, with a pip of its own",
        "Installed again: `requests` and `beautifulsoup4`, in the versions that they have now, with what they need. What pip has not kept, it downloads",
        "If any of this fails, the new one is taken away and the old one gets its name back",
      ],
      expects: ["`pip check` finds nothing missing"],
      undo: `The new sandbox is put aside, and \`~${path.slice(HOME.length)}/.venv\` is again what it was, with everything in it`,
      commands: [`${BREW.path} -I -m venv ${path}/.venv`, `${path}/.venv/bin/python -m pip install -r ${HOME}/.sandbar/requested.txt`],
    }),
  "venv switch": ([, , path = "", , python = ""]) =>
    given({
      title: `Switch the sandbox of \`${lastName(path)}\` to ${python}`,
      why: "Homebrew 3.13.14 is what you asked for. Packages are built for one minor version, so they are installed anew",
      effects: ["A new sandbox takes its place, on Homebrew 3.13.14, with a pip of its own"],
      undo: `The new sandbox is put aside, and \`~${path.slice(HOME.length)}/.venv\` is again what it was, with everything in it`,
      commands: [`/opt/homebrew/opt/python@3.13/bin/python3.13 -I -m venv ${path}/.venv`],
    }),
  "venv delete": ([, , path = ""]) =>
    given({
      title: `Delete the sandbox of \`${lastName(path)}\``,
      why: "Everything in it can be installed again; your own files are not in it and stay as they are",
      effects: [
        `The folder \`~${path.slice(HOME.length)}/.venv\`, of about 80 MB, is renamed to a name beside it that begins with \`.venv.sandbar-old-\``,
        "The room it takes is free once it is in the Trash, where it goes when its undo is given up",
      ],
      undo: "The sandbox gets its name back, with everything in it",
      commands: [`mv ${path}/.venv ${path}/.venv.sandbar-old-1`],
    }),
  new: ([, path = ""]) =>
    given({
      title: `Start a new project \`${lastName(path)}\``,
      why: "Homebrew 3.14.6 is what `python3` means in your terminal",
      effects: [
        `A new folder \`~${path.slice(HOME.length)}\` appears, for your project`,
        "A first file `main.py` is written, and run once to see that it works",
        "A `.gitignore` keeps the sandbox out of Git",
      ],
      undo: "The folder is renamed to one beside it, with all that is in it by then; nothing is deleted",
      commands: [`mkdir ${path}`, `${BREW.path} -I -m venv ${path}/.venv`],
    }),
  add: ([, path = "", ...names]) => names.includes("reqeusts") ? mistyped(path, names) :
    given({
      title: `Add ${typed(names)} to the sandbox of \`${lastName(path)}\``,
      why: `\`~${path.slice(HOME.length)}/.venv\` is this project's own sandbox, on Homebrew 3.14.6: what goes in there can't get in the way of anything else`,
      effects: [
        `\`pandas\` 3.1.0 goes into the sandbox \`~${path.slice(HOME.length)}/.venv\` (Homebrew 3.14.6)`,
        "4 packages come along, because they are needed: `numpy` 2.4.1, `python-dateutil` 2.9.0, `pytz` 2026.1 and `six` 1.17.0",
        "The 5 files have 12.7 MB",
        "Nothing outside of that folder is changed",
      ],
      expects: ["`pandas` 3.1.0 is in the sandbox, with nothing missing of it", "`pip check` finds nothing missing that was not missing before"],
      undo: UNDONE_BY,
      commands: [`${path}/.venv/bin/python -m pip install ${names.join(" ")}`],
    }),
  remove: ([, path = "", ...names]) =>
    given({
      title: `Remove ${typed(names)} from the sandbox of \`${lastName(path)}\``,
      why: `Only \`~${path.slice(HOME.length)}/.venv\` is changed; the same package in other projects is another one`,
      effects: [`${typed(names)} goes, out of the sandbox \`~${path.slice(HOME.length)}/.venv\``, "`matplotlib` needs `numpy`, and may not work without it"],
      undo: UNDONE_BY,
      commands: [`${path}/.venv/bin/python -m pip uninstall --yes ${names.join(" ")}`],
    }),
  upgrade: ([, path = ""]) =>
    given({
      title: `Upgrade the packages of \`${lastName(path)}\``,
      why: `\`~${path.slice(HOME.length)}/.venv\` is this project's own sandbox, on Homebrew 3.14.6: what goes in there can't get in the way of anything else`,
      effects: ["`matplotlib` is replaced: 3.10.0 becomes 3.11.2", "`numpy` is replaced: 2.4.1 becomes 2.4.4"],
      undo: UNDONE_BY,
      commands: [`${path}/.venv/bin/python -m pip install --upgrade matplotlib numpy`],
    }),
  requirements: ([, path = ""]) =>
    given({
      title: `Install what \`${lastName(path)}\` asks for into its sandbox`,
      why: `\`~${path.slice(HOME.length)}/.venv\` is this project's own sandbox, on Homebrew 3.14.6: what goes in there can't get in the way of anything else`,
      effects: [`\`flask\` 3.2.0 and \`gunicorn\` 24.0.0 go into the sandbox \`~${path.slice(HOME.length)}/.venv\` (Homebrew 3.14.6)`, "2 packages come along, because they are needed: `click` 8.3.1 and `jinja2` 3.2.0"],
      undo: UNDONE_BY,
      commands: [`${path}/.venv/bin/python -m pip install -r requirements.txt`],
    }),
  freeze: ([, path = ""]) =>
    given({
      title: `Write down what is in the sandbox of \`${lastName(path)}\``,
      why: "With each package's version written down, somebody else, or you on another computer, gets the same ones",
      effects: ["`requirements.txt` is replaced: it then names 6 packages, each with its version. The old one is kept"],
      undo: "The old file is put back, from a copy on this disk",
      commands: [`${path}/.venv/bin/python -m pip freeze`],
    }),
  open: ([, path = "", , place]) =>
    given(
      place === "editor"
        ? { title: `Open \`${lastName(path)}\` in Visual Studio Code`, why: "An editor has to know which Python is the project's", effects: [`Visual Studio Code opens \`~${path.slice(HOME.length)}\``], commands: [`open -a "Visual Studio Code" ${path}`] }
        : { title: `Open \`${lastName(path)}\` in Terminal`, why: "In a terminal, a sandbox counts only where it was turned on", effects: [`A new window of Terminal opens in \`~${path.slice(HOME.length)}\`; \`python\` and \`pip\` in it are the sandbox's`], commands: ["open -a Terminal ~/.sandbar/open-thesis-plots.command"] },
    ),
  "pipx setup": () =>
    given({
      title: "Set up pipx",
      effects: [
        "Homebrew installs pipx, and keeps it up to date",
        "`~/.zprofile` gets a line at the end, below a remark: `export PATH=\"$PATH:/Users/ada/.local/bin\"`",
        "Terminal windows that are open already know nothing of it: open a new one",
      ],
      expects: ["A new terminal finds the commands in `~/.local/bin`"],
      undo: "What was installed goes again, and your shell's files become what they are now",
      commands: ["/opt/homebrew/bin/brew install pipx", "/opt/homebrew/bin/pipx ensurepath"],
    }),
  tool: ([, which = "", ...names]) =>
    given({
      title: `${which === "add" ? "Install" : which === "remove" ? "Remove" : which === "upgrade" ? "Upgrade" : "Repair"} the tool \`${names.at(-1)}\``,
      why: "A tool that is typed, and not imported, belongs in a sandbox of its own: it works from every folder, and nothing else can break it",
      effects:
        which === "add"
          ? [`\`${names.at(-1)}\` gets a sandbox (virtual environment) of its own, on Homebrew 3.14.6; no project sees it`, "Its commands appear in `~/.local/bin`"]
          : [`\`${names.at(-1)}\` and what it depends on become newer, in its own sandbox alone`],
      undo: which === "add" ? `\`${names.at(-1)}\` is removed again, with its sandbox and its commands` : "A copy is kept: the tool becomes again what it is now",
      commands: [`/opt/homebrew/bin/pipx ${which === "add" ? "install" : which === "remove" ? "uninstall" : which === "upgrade" ? "upgrade" : "reinstall"} ${names.join(" ")}`],
    }),
  brew: ([, which = "", name = ""]) =>
    given({
      title: which === "add" ? `Install \`${name}\` with Homebrew` : `Remove \`${name}\` from Homebrew`,
      why: "Homebrew keeps it up to date together with everything else that it has installed",
      effects: [which === "add" ? `\`${name}\` and what it depends on appear in \`/opt/homebrew\`` : "What came along with it stays"],
      undo: which === "add" ? `\`${name}\` is removed again, with what came along and nothing else needs` : null,
      commands: [`/opt/homebrew/bin/brew ${which === "add" ? "install" : "uninstall"} --formula ${name}`],
    }),
  "break-glass": (wish) => {
    const names = wish.slice(wish.indexOf("--python") < 0 ? 1 : 3);
    return given({
      title: `Install ${typed(names)} into Homebrew's Python 3.14, against its guard`,
      why: "Homebrew's Python 3.14 is marked as Homebrew's own (PEP 668), because other programs run on it. You asked to pass that guard; a sandbox (virtual environment) is the better place",
      effects: [
        "Added to `/opt/homebrew/lib/python3.14/site-packages`: `httpx` 0.28.1; needed by that: `httpcore` 1.0.9 and `h11` 0.16.0",
        "Replaced: `certifi` 2026.10.1 by 2026.8.3",
        "Commands in `/opt/homebrew/bin`: `httpx`",
        "Programs of Homebrew's that run on this Python find these too; the next minor version of it does not have them",
      ],
      expects: ["`httpx` 0.28.1 is in Homebrew's Python 3.14, with nothing missing of it"],
      undo: "pip removes what came, and what was replaced is put back from copies, byte for byte; no network is needed",
      commands: [`${BREW.path} -m pip install --break-system-packages ${names.join(" ")}`],
      confirm: names,
    });
  },
  rescue: (wish) =>
    given({
      title: "Move 5 packages out of Homebrew's Python 3.13",
      why: "Other programs run on Homebrew's Python 3.13, and its next minor version has none of these. Each is seen in its new place before it is taken away from the old one",
      effects: [
        `Installed into the sandbox of \`${lastName(wish[4])}\`, with what they need: \`pandas\` 3.1.0`,
        "Then removed from `/opt/homebrew/lib/python3.13/site-packages`: `pandas` 3.1.0, `numpy` 2.4.1, `python-dateutil` 2.9.0, `pytz` 2026.1 and `six` 1.17.0",
      ],
      undo: "What was removed from Homebrew's Python 3.13 is put back from copies, byte for byte; a sandbox that was made for this is renamed aside. Tools stay with pipx",
      commands: [`${wish[4]}/.venv/bin/python -m pip install pandas==3.1.0`, "/opt/homebrew/opt/python@3.13/bin/python3.13 -m pip uninstall --break-system-packages pandas numpy python-dateutil pytz six"],
    }),
  "take-out": (wish) =>
    given({
      title: `Take ${wish[3]} out of Homebrew's Python 3.13`,
      effects: ["pandas 3.1.0 and the 4 that came along are removed"],
      expects: ["pip lists none of them there"],
      undo: "Their files are put back as they were",
      commands: [`/opt/homebrew/opt/python@3.13/bin/python3.13 -m pip uninstall --yes --break-system-packages ${wish.slice(3).join(" ")}`],
    }),
  lock: ([, on]) =>
    given({
      title: on === "on" ? "Let pip install into sandboxes only" : "Let pip install outside of sandboxes again",
      why:
        on === "on"
          ? "With this on, a slip of the hand can't reach a Python that other programs run on: outside of a sandbox (virtual environment) pip refuses, even with `--break-system-packages`"
          : "The line that made pip refuse goes. Pythons that carry their own marker (PEP 668) stay guarded by it",
      effects:
        on === "on"
          ? [
              "`~/.config/pip/pip.conf` is created, with `require-virtualenv = true` under `[global]`",
              "The cost: pip takes an environment of conda's for none, so `pip install` is refused there too. `PIP_REQUIRE_VIRTUALENV=0` in front of a command lets that one through",
              "pipx, uv, Homebrew and Sandbar itself go on working as before",
            ]
          : ["`~/.config/pip/pip.conf` loses its line `require-virtualenv`; all else in it stays as it is"],
      undo: "The file is put back byte for byte from a copy",
      commands: [`${BREW.path} -m pip config --user set global.require-virtualenv ${on === "on"}`],
    }),
  "pip-conf clean": () =>
    given({
      title: "Take out of pip's settings what turns its guard off",
      why: "A switch in pip's settings holds for every project and every day, long after the one command that it was meant for",
      effects: [
        "`~/.config/pip/pip.conf` loses `break-system-packages = true`; all else in it stays as it is",
        "pip again refuses to install into Pythons that other programs run on",
      ],
      undo: "The file is put back byte for byte from a copy",
      commands: ["sed -i.before /break-system-packages/d ~/.config/pip/pip.conf"],
    }),
  undo: () => given({
      title: "Undo: Create a sandbox for `photo-sorter`",
      why: "`~/code/photo-sorter/.venv` is what that made, and nothing has taken its place",
      effects: ["The sandbox `~/code/photo-sorter/.venv` is renamed to `~/code/photo-sorter/.venv.sandbar-old-5`", "Nothing is deleted: to have it back, rename it again"],
      commands: [],
    }),
};

export const PACKAGES: Package[] = [
  ["contourpy", "1.3.3", false],
  ["cycler", "0.12.1", false],
  ["fonttools", "4.60.1", false],
  ["matplotlib", "3.10.0", true],
  ["numpy", "2.4.1", true],
  ["pillow", "12.0.0", false],
].map(([name, version, requested]) => ({ name, version, requested, complete: true, needed_by: requested ? [] : ["matplotlib"] }) as Package);

/** What is in the sandbox of a practice project, before requests was added and after. */
export function practisedWith(requests: boolean): Package[] {
  const one = (name: string, version: string, requested: boolean): Package => ({ name, version, requested, complete: true, needed_by: [] });
  const bare = [one("pip", "26.1", false)];
  return requests
    ? [one("certifi", "2026.10.1", false), one("idna", "3.11", false), ...bare, one("requests", "2.33.0", true), one("urllib3", "2.6.0", false)]
    : bare;
}

/** As many as a project of some age has. */
export const MANY_PACKAGES: Package[] = Array.from({ length: 120 }, (_, at) => ({
  name: at % 10 ? `package-${at}` : `a-package-with-a-name-that-nobody-would-want-to-type-twice-${at}`,
  version: at % 10 ? "1.2.3" : "2026.11.24.post20261124181907",
  requested: at % 3 === 0,
  complete: at !== 3,
  needed_by: [],
}));

/** What is said about the text in the field. */
export function adviceOn(text: string, project: string | null): Advice {
  const folder = project ?? `${HOME}/first-project`;
  const item = (name: string, verdict: Advice["verdict"], reason: string, confidence: Advice["confidence"]) => ({ input: name, package: name, verdict, reason, confidence });
  const answer = (items: Advice["items"], wishes: string[][], error: Advice["error"] = null): Advice => {
    const [first] = items;
    if (!first) throw new Error("An answer is about something");
    const { verdict, package: name, reason, confidence } = first;
    return { items, error, verdict, package: name, reason, confidence, wishes };
  };
  if (text.includes("black")) {
    const reason = "`black` is an application that you type in the terminal: pipx gives it a sandbox of its own";
    return answer([item("black", "pipx", reason, "certain")], [["tool", "add", "black"], ["add", folder, "black"], ["brew", "add", "black"], ["break-glass", "black"]]);
  }
  if (text.includes("externally-managed")) {
    const reason = "This Python belongs to somebody else (Homebrew, Linux or uv), so pip keeps out of it; `httpx` is a library that your code imports, so it belongs in the project's sandbox (virtual environment)";
    return answer([item("httpx", "venv", reason, "certain")], [["venv", "create", folder], ["add", folder, "httpx"], ["break-glass", "httpx"]], "externally_managed_environment");
  }
  if (text.includes("nonsense")) return answer([{ input: "nonsense", package: null, verdict: "ask", reason: "Sandbar finds neither a command, an error nor a package to install in this: paste the command together with all that it printed", confidence: "low" }], []);
  const names = text.replace(/^pip3? install /, "").split(" ");
  return answer(
    names.map((name) => item(name, "venv", `\`${name}\` is a library that your code imports, so it belongs in the project's sandbox (virtual environment)`, "likely")),
    [["add", folder, ...names]],
  );
}
