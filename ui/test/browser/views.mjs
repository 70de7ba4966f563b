/** Every view worth a look, in the samples: what `?state=..&tab=..` opens, and what is pressed and typed there. */

const WEATHER = "/Users/ada/code/weather-bot";
const THESIS = "/Users/ada/code/thesis-plots";

const DEEP =
  "/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/University/Third year, second term/Machine learning/exercises and solutions/week 11 (the one with the neural networks)/final version, corrected/mnist-digits";

/** Every view worth a look: a state, a tab, a project's page, buttons to press (`One >> Two`), and what to type there. */
export const VIEWS = [
  ...["fix", "good", "running", "verifying", "created", "failed", "cancelled", "unfinished", "broken", "refused"].map(now),
  ...["empty", "no-projects", "no-python", "mismatch", "strange", "many", "error", "loading"].map(now),
  ...["one", "offline", "locked", "deep", "log"].map(now),
  { ...now("fix"), press: "Show the command" },
  { ...now("output"), press: "Output" },
  { ...now("log"), press: "Output" },
  { ...now("fix"), press: "thesis-plots" },
  { ...now("good"), press: "Check it" },
  ...["fix", "strange", "many", "empty", "locked", "deep", "one"].map((state) => ({ state, tab: "projects" })),
  ...["fix", "mismatch", "no-python"].map((state) => ({ state, tab: "pythons" })),
  ...["Homebrew 3.13", "Homebrew 3.14", "python.org 3.13", "Apple 3.9"].map((press) => ({ state: "fix", tab: "pythons", press })),
  ...["fix", "running"].map((state) => ({ state, tab: "activity" })),
  ...["fix", "created", "failed", "downloading", "waiting"].map((state) => ({ state, tab: "projects", project: WEATHER })),
  { ...now("fix"), type: "pip3 install black" },
  { ...now("fix"), type: "error: externally-managed-environment" },
  { ...now("fix"), type: "nonsense" },
  { ...now("fix"), type: "pip install requests pandas", then: "Look first" },
  { ...now("broken"), press: "Clean up" },
  ...["tools", "tools-off", "bare", "busy"].map((state) => ({ state, tab: "tools" })),
  { state: "tools", tab: "tools", press: "httpie 3.2.4 >> Repair >> Not now" },
  { state: "tools", tab: "tools", press: "black 26.10.1 >> Remove" },
  { state: "tools", tab: "tools", type: "ruff black" },
  { state: "tools", tab: "tools", type: "ruff", then: "Show the command" },
  { state: "bare", tab: "pythons", press: "Unlock" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.13 >> Rescue 5 packages" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.14 >> Install here anyway…" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.14 >> Install here anyway…", type: "httpx" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.14 >> Install here anyway…", type: "httpx", then: "Look first" },
  { state: "fix", tab: "activity", press: "Create a sandbox >> Undo" },
  { state: "fix", tab: "activity", press: "Create a sandbox >> Give up the undo" },
  { state: "fix", tab: "activity", press: "with a rather lo >> Try again" },
  { state: "busy", tab: "activity" },
  { state: "deep", tab: "projects", project: DEEP },
  { state: "offline", tab: "projects", project: WEATHER },
  { state: "made-by-uv", tab: "projects", project: THESIS },
  { state: "good", tab: "projects", project: THESIS, type: "reqeusts" },
  { state: "good", tab: "projects", project: THESIS, press: "Choose file >> Look first" },
  { state: "good", tab: "projects", project: THESIS, press: "Came along" },
  { state: "good", tab: "projects", project: THESIS, press: "matplotlib >> Upgrade matplotlib" },
  { state: "fix", tab: "projects", press: "New project" },
  { state: "fix", tab: "projects", press: "New project", type: "snake game" },
  { state: "good", tab: "projects", project: THESIS },
  { state: "good", tab: "projects", project: THESIS, type: "pandas" },
  { state: "good", tab: "projects", project: THESIS, type: "pandas", then: "Look first" },
  ...["numpy >> Remove numpy", "Choose", "Delete", "Copy the line"].map((press) => ({ state: "good", tab: "projects", project: THESIS, press })),
  { state: "full", tab: "projects", project: THESIS, press: "Show all 40" },
  { state: "refused", tab: "tools", type: "ffmpeg" },
  { state: "refused", tab: "projects", project: THESIS, press: "Delete" },
  { ...now("created"), press: "Undo" },
  { state: "broken", tab: "projects", project: "/Users/ada/code/old-scraper" },
  ...["good", "not-verified", "untrusted"].map((state) => ({ state, tab: "projects", project: THESIS, press: "Check it" })),
  now("welcome"),
  { ...now("welcome"), press: "Make my first one" },
  { ...now("welcome"), press: "Make my first one >> Show the command" },
  { ...now("welcome"), press: "Make my first one >> Create sandbox >> Go on" },
  ...["settings", "settings-bare", "settings-unasked", "notices-denied"].map((state) => ({ ...now(state), press: "Settings" })),
  { ...now("settings"), press: "Settings >> Copy diagnosis" },
  ...["notices", "notices-unasked"].map(now),
  now("damaged"),
  now("notices-settled"),
  { ...now("notices"), press: "Undo" },
  { ...now("notices"), press: "Move to a sandbox" },
  { state: "notices", tab: "activity" },
  { state: "notices", tab: "activity", press: "pandas went into Homebrew" },
  { ...now("welcome"), press: "Skip >> Settings >> What pip was about to do" },
  { ...now("lessons"), press: "Settings >> What pip was about to do >> Ask" },
  { ...now("lessons-two"), press: "Settings >> What pip was about to do >> Ask" },
  { ...now("lessons"), press: "Settings >> One sandbox for each project" },
  { ...now("lessons-two"), press: "Settings >> One sandbox for each project >> Look into both" },
  { ...now("lessons"), press: "Settings >> Tools go to pipx >> Ask" },
  { ...now("lessons"), press: "Settings >> Tools go to pipx >> Ask >> Show what would happen" },
];

function now(state) {
  return { state, tab: "now" };
}

export function nameOf({ state, tab, project, press, type, then }) {
  const done = [press, type, then].filter(Boolean).join(" ").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return [state, tab, project && "project", done].filter(Boolean).join("-");
}
