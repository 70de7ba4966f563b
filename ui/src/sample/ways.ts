/** What the engine would answer to every wish that can be pressed, in its own kind of sentences. */
import type { Advice, Answer, Package, Plan } from "../contract";
import { creation, plan, removal } from "./action";
import { BREW, HOME, project } from "./machine";

/** The plan of a wish, or what has to be looked at before there is one; `looked` once that was done. */
export function answerTo(wish: readonly string[], looked: boolean): Answer {
  const [what, which = ""] = wish;
  const made = PLANS[`${what} ${which}`] ?? PLANS[what ?? ""];
  if (!made) return { refused: { reason: `Nobody here knows how to \`${wish.join(" ")}\``, better: [] } };
  const answer = made([...wish]);
  if ("refused" in answer) return answer;
  return LOOKS.has(what ?? "") && !looked ? { preview: lookFor([...wish]) } : answer;
}

/** Those that pip has to look at first. */
const LOOKS = new Set(["add", "upgrade", "break-glass", "requirements"]);

function lookFor(wish: string[]): Plan {
  const names = wish.slice(wish[0] === "add" ? 2 : wish.indexOf("--python") < 0 ? 1 : 3);
  return plan({
    title: "Look up what would be installed",
    why: "pip asks the package index, downloads what says which version fits, and installs nothing",
    effects: ["Nothing is changed"],
    commands: [`${HOME}/code/thesis-plots/.venv/bin/python -m pip install --dry-run --quiet --report - ${names.join(" ")}`],
    fingerprint: `look-${wish.join(" ")}`,
  });
}

type Made = (wish: string[]) => Answer;

const given = (rest: Partial<Plan>): Answer => ({ plan: plan(rest) });
const lastName = (path = "") => path.split("/").pop() ?? path;

/** A name that is one slip away from another, as the engine's guard answers it. */
const mistyped = (path: string, names: readonly string[]): Answer => ({
  refused: {
    reason: "`reqeusts` is no package that is known, and `requests` is one slip away. If it is meant as it stands, write it into the project's `requirements.txt` first",
    better: [["add", path, ...names.map((name) => (name === "reqeusts" ? "requests" : name))]],
  },
});

const PLANS: Record<string, Made> = {
  "venv create": ([, , path = ""]) => ({ plan: creation(project(lastName(path), { path })) }),
  "venv discard": ([, , path = ""]) => ({ plan: removal(project(lastName(path), { path })) }),
  "venv repair": ([, , path = ""]) =>
    given({
      title: `Repair the sandbox of \`${lastName(path)}\``,
      why: "Its Python 3.11 is gone; Homebrew 3.14.6 is what `python3` means in your terminal",
      effects: [
        "The sandbox is made anew, on Homebrew 3.14.6, in the same place",
        "requests and beautifulsoup4, which you asked for, are installed again, with what they need",
      ],
      expects: ["`pip check` finds nothing missing"],
      undo: "The old folder comes back from beside it",
      commands: [`${BREW.path} -I -m venv ${path}/.venv`, `${path}/.venv/bin/python -m pip install -r ${HOME}/.sandbar/requested.txt`],
    }),
  "venv switch": ([, , path = "", , python = ""]) =>
    given({
      title: `Move the sandbox of \`${lastName(path)}\` onto ${python}`,
      effects: ["The sandbox is made anew on the other Python, and its 6 packages are installed again"],
      undo: "The old folder comes back from beside it",
      commands: [`/opt/homebrew/opt/python@3.13/bin/python3.13 -I -m venv ${path}/.venv`],
    }),
  "venv delete": ([, , path = ""]) =>
    given({
      title: `Delete the sandbox of \`${lastName(path)}\``,
      effects: [`\`~${path.slice(HOME.length)}/.venv\` is renamed aside, and goes to the Trash when you give its undo up`],
      undo: "The folder gets its name back",
      commands: [`mv ${path}/.venv ${path}/.venv.sandbar-old-1`],
    }),
  new: ([, path = ""]) =>
    given({
      title: `Make the project \`${lastName(path)}\``,
      effects: [`The folder \`~${path.slice(HOME.length)}\` appears, with a sandbox, a \`.gitignore\` and a \`main.py\` in it`],
      undo: "The folder is renamed aside, if nothing else is in it by then",
      commands: [`mkdir ${path}`, `${BREW.path} -I -m venv ${path}/.venv`],
    }),
  add: ([, path = "", ...names]) => names.includes("reqeusts") ? mistyped(path, names) :
    given({
      title: `Add ${names.join(", ")} to \`${lastName(path)}\``,
      effects: [
        "pandas 3.1.0 is added: a wheel for Python 3.14, 12.7 MB",
        "4 more come along: numpy 2.4.1, python-dateutil 2.9.0, pytz 2026.1, six 1.17.0",
      ],
      expects: ["`pip check` finds nothing missing"],
      undo: "What was added is removed again",
      commands: [`${path}/.venv/bin/python -m pip install ${names.join(" ")}`],
    }),
  remove: ([, path = "", ...names]) =>
    given({
      title: `Remove ${names.join(", ")} from \`${lastName(path)}\``,
      effects: [`${names.join(", ")} is removed; what came along with it stays`],
      undo: "Its files are put back as they were",
      commands: [`${path}/.venv/bin/python -m pip uninstall --yes ${names.join(" ")}`],
    }),
  upgrade: ([, path = ""]) =>
    given({
      title: `Upgrade the packages of \`${lastName(path)}\``,
      effects: ["matplotlib 3.10.0 becomes 3.11.2", "numpy 2.4.1 becomes 2.4.4"],
      undo: "The versions before are put back",
      commands: [`${path}/.venv/bin/python -m pip install --upgrade matplotlib numpy`],
    }),
  requirements: ([, path = ""]) =>
    given({
      title: `Install what \`${lastName(path)}\` asks for`,
      effects: ["The 3 packages of `requirements.txt` are installed, and 2 more with them"],
      undo: "What was added is removed again",
      commands: [`${path}/.venv/bin/python -m pip install -r requirements.txt`],
    }),
  freeze: ([, path = ""]) =>
    given({
      title: `Write \`${lastName(path)}/requirements.txt\``,
      effects: ["The file names 6 packages with their versions"],
      undo: "The file as it was before is put back",
      commands: [`${path}/.venv/bin/python -m pip freeze`],
    }),
  open: ([, path = "", , place]) =>
    given(
      place === "editor"
        ? { title: `Open \`${lastName(path)}\` in Visual Studio Code`, effects: ["A window opens, with this sandbox as its Python"], commands: [`open -a "Visual Studio Code" ${path}`] }
        : { title: `Open Terminal in \`${lastName(path)}\``, effects: ["A new window opens, with the sandbox on"], commands: ["open -a Terminal ~/.sandbar/open-thesis-plots.command"] },
    ),
  "pipx setup": () =>
    given({
      title: "Set up pipx",
      why: "Homebrew is here, and keeps pipx up to date",
      effects: ["Homebrew installs pipx", "A line is added to `~/.zprofile`, so that new terminals find what pipx installs"],
      expects: ["A fresh login shell finds `~/.local/bin`"],
      undo: "pipx is removed again, and the line with it",
      commands: ["/opt/homebrew/bin/brew install pipx", "/opt/homebrew/bin/pipx ensurepath"],
    }),
  tool: ([, which = "", ...names]) =>
    given({
      title: `${which === "add" ? "Install" : which === "remove" ? "Remove" : which === "upgrade" ? "Upgrade" : "Repair"} ${names.at(-1)}`,
      effects: [which === "add" ? `A sandbox for ${names.at(-1)} appears, and the commands \`${names.at(-1)}\` and \`${names.at(-1)}d\`` : "Its sandbox is changed, and nothing else"],
      undo: "The tool is as it was before",
      commands: [`/opt/homebrew/bin/pipx ${which === "add" ? "install" : which === "remove" ? "uninstall" : which === "upgrade" ? "upgrade" : "reinstall"} ${names.join(" ")}`],
    }),
  brew: ([, which = "", name = ""]) =>
    given({
      title: `${which === "add" ? "Install" : "Remove"} \`${name}\` with Homebrew`,
      effects: [`Homebrew ${which === "add" ? "installs" : "removes"} ${name}, and what it needs`],
      undo: which === "add" ? `Homebrew removes ${name} again` : null,
      commands: [`/opt/homebrew/bin/brew ${which === "add" ? "install" : "uninstall"} --formula ${name}`],
    }),
  "break-glass": (wish) => {
    const names = wish.slice(wish.indexOf("--python") < 0 ? 1 : 3);
    return given({
      title: `Install ${names.join(", ")} into Homebrew's Python 3.14`,
      why: "You asked for it; a sandbox would do the same and touch nothing of Homebrew's",
      effects: [
        "httpx 0.28.1, httpcore 1.0.9 and h11 0.16.0 are added",
        "certifi 2026.10.1, which Homebrew's own tools use, is replaced by 2026.8.3",
        "Every tool that runs on this Python sees them",
      ],
      expects: ["pip lists them there"],
      undo: "What was added is removed, and certifi 2026.10.1 put back",
      commands: [`${BREW.path} -m pip install --break-system-packages ${names.join(" ")}`],
      confirm: names,
    });
  },
  rescue: (wish) =>
    given({
      title: `Move 5 packages from Homebrew's Python 3.13 to \`${lastName(wish[4])}\``,
      effects: [
        "pandas 3.1.0, which you asked for, is installed in the sandbox, with the 4 that it needs",
        "When it works there, all 5 are removed from Homebrew's Python",
      ],
      undo: "They go back to where they were",
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
      title: on === "on" ? "Lock pip to sandboxes" : "Unlock pip",
      effects: [
        `\`~/.config/pip/pip.conf\` says \`require-virtualenv = ${on === "on"}\``,
        ...(on === "on" ? ["In conda's environments pip needs a sandbox too"] : []),
      ],
      undo: "The file as it was before is put back",
      commands: [`${BREW.path} -m pip config --user set global.require-virtualenv ${on === "on"}`],
    }),
  "pip-conf clean": () =>
    given({
      title: "Take `break-system-packages` out of pip's settings",
      effects: ["The line is taken out of `~/.config/pip/pip.conf`; the rest of the file stays"],
      undo: "The file as it was before is put back",
      commands: ["sed -i.before /break-system-packages/d ~/.config/pip/pip.conf"],
    }),
  undo: () => given({ title: "Take back: Create a sandbox for `photo-sorter`", effects: ["`~/code/photo-sorter/.venv` is renamed aside"], commands: [] }),
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
    const reason = "black brings the command `black`, and nothing in `weather-bot` imports it, so it gets a sandbox of its own";
    return answer([item("black", "pipx", reason, "certain")], [["tool", "add", "black"], ["add", folder, "black"], ["brew", "add", "black"], ["break-glass", "black"]]);
  }
  if (text.includes("externally-managed")) {
    const reason = "pip refused because that Python belongs to Homebrew; `httpx` is a library, so it goes into the project's sandbox";
    return answer([item("httpx", "venv", reason, "certain")], [["venv", "create", folder], ["add", folder, "httpx"], ["break-glass", "httpx"]], "externally_managed_environment");
  }
  if (text.includes("nonsense")) return answer([{ input: "nonsense", package: null, verdict: "ask", reason: "Sandbar does not know `nonsense`, and would not guess", confidence: "low" }], []);
  const names = text.replace(/^pip3? install /, "").split(" ");
  return answer(
    names.map((name) => item(name, "venv", `${name} is a library: your code imports it`, "likely")),
    [["add", folder, ...names]],
  );
}
