/** The states that the popover can be looked at in, by name: `?state=good`. */
import type { Answer, Event, JobId, Notice, NotificationAccess, Package, Plan, Practice, Preferences, Snapshot, Verification } from "../contract";
import { failure, FakeHost } from "../host/fake";
import { job, NOT_VERIFIED, past, VERIFIED } from "./action";
import { EDGES } from "./edges";
import * as machine from "./machine";
import { afterCreation, creating } from "./script";
import { DIAGNOSIS, PRACTICE, PREFERENCES, told } from "./telling";
import { adviceOn, answerTo, MANY_PACKAGES, PACKAGES, practisedWith } from "./ways";

const { snapshot, problem, project, environment, HOME } = machine;

export interface State {
  snapshot?: Snapshot | "none" | "never";
  /** What is sent at once. */
  events?: Event[];
  plan?: (wish: string[]) => Answer;
  packages?: Package[];
  verification?: Verification | "untrusted" | "failed";
  notices?: Notice[];
  access?: NotificationAccess;
  preferences?: Partial<Preferences>;
  practice?: Practice;
  /** The sandboxes of practice projects that requests was added to. */
  added?: string[];
}

const UNFINISHED = {
  ...machine.WEATHER,
  environment: environment(machine.WEATHER.path, {
    health: "broken",
    reason: "Its making was interrupted, so parts of it are missing",
    unfinished: "abandoned",
    packages: null,
  }),
};

const LONG = "a very long folder name that somebody once typed without thinking much about it/and one more below it";

const STRANGE = [
  project("🧪 experiments 👩🏽‍🔬 final FINAL (2)", { environment: machine.NO_ENVIRONMENT, touched: 99 }),
  project("מזג-אוויר", { touched: 5 }),
  project("天気予報ボット", { touched: 4 }),
  project("the-project-whose-name-never-ends-because-nobody-stopped-typing-when-it-was-created", { touched: 3 }),
  project("deep", { path: `${HOME}/Library/Mobile Documents/${LONG}/${LONG}/deep`, touched: 2 }),
];

const EVERY_HEALTH = (["broken", "mixed", "moved", "no_pip", "stale", "healthy"] as const).map((health, at) =>
  project(`it-is-${health}`, { environment: environment(`${HOME}/code/it-is-${health}`, { health }), touched: at }),
);

const MANY_LINES = Array.from({ length: 400 }, (_, at) => `  Downloading part ${at + 1} of 400 from files.pythonhosted.org`);

const PRACTICE_PROJECT = project("sandbar-practice", { path: PRACTICE.path, environment: environment(PRACTICE.path, { packages: 1 }), touched: 1 });
const SECOND = project("sandbar-practice-2", { path: PRACTICE.second, environment: environment(PRACTICE.second, { packages: 1 }) });

const good = (): Snapshot => ({ ...afterCreation(), revision: 1 });

export const STATES: Record<string, () => State> = {
  fix: () => ({}),
  good: () => ({ snapshot: good() }),
  running: () => ({
    events: [...creating()].slice(0, 6),
  }),
  verifying: () => ({ events: [...creating()].slice(0, 8) }),
  created: () => ({ events: [...creating()] }),
  failed: () => ({
    events: [
      { event: "job", job: job() },
      { event: "output", id: job().id, lines: ["Error: Command '['.venv/bin/python3.14', '-m', 'ensurepip']' returned non-zero exit status 1."] },
      {
        event: "job",
        job: job({
          state: "ended",
          outcome: "failed",
          failure: failure("disk_full", "The disk that `~/code/weather-bot/.venv` is on is full", {
            path: `${machine.WEATHER.path}/.venv`,
            hint: "Free some space on that disk, then try again",
          }),
        }),
      },
    ],
  }),
  cancelled: () => ({ events: [{ event: "job", job: job({ state: "ended", outcome: "cancelled", failure: failure("cancelled", "It was stopped, and everything is as it was before") }) }] }),
  output: () => ({
    events: [
      { event: "job", job: job() },
      { event: "output", id: job().id, lines: MANY_LINES },
    ],
  }),
  unfinished: () => ({
    snapshot: snapshot({
      projects: [UNFINISHED, machine.THESIS],
      problems: [
        problem("environment_unfinished", "The sandbox of weather-bot was never finished: its making was interrupted, so parts of it are missing", "Remove what is left of it, then create a new one", {
          path: UNFINISHED.environment.path,
        }),
      ],
    }),
  }),
  broken: () => ({
    snapshot: snapshot({
      headline: { level: "problem", text: "5 things to fix" },
      projects: [{ ...machine.SCRAPER, touched: 99_999 }, ...EVERY_HEALTH],
      problems: [
        problem("environment_broken", "The sandbox of old-scraper no longer works: its Python is gone: there is no `/opt/homebrew/opt/python@3.11/bin/python3.11`", "Repair it: what is in it stays, or is installed again", {
          level: "problem",
          path: machine.SCRAPER.environment.path,
        }),
        problem("guard_off", "pip's guard is off, so it installs into Pythons that other programs run on: `~/.config/pip/pip.conf` sets `break-system-packages`", "Take the line `break-system-packages` out of that file", {
          level: "problem",
          path: `${HOME}/.config/pip/pip.conf`,
        }),
        problem("strays", "5 packages were installed into Homebrew's Python 3.13.14, which other programs run on: pandas, numpy and 3 more", "Move what you need into a sandbox (virtual environment), then remove the rest"),
        problem("conda_base", "conda turns its base environment on in every new terminal, so pip installs into it", "Run `conda config --set auto_activate_base false`, then open a new terminal"),
        problem("root_owned", "Files in `~/Library/Caches/pip` belong to root since somebody ran `sudo pip`, so pip can't write there", "Give them back to yourself in a terminal: `sudo chown -R \"$USER\" ~/Library/Caches/pip`", { path: `${HOME}/Library/Caches/pip` }),
      ],
    }),
  }),
  refused: () => ({
    plan: () => ({
      refused: {
        reason: "There is no Python on this computer that a sandbox could stand on. Get one from python.org or, with Homebrew, by `brew install python`",
        better: [["brew", "add", "python@3.14"]],
      },
    }),
  }),
  empty: () => ({ snapshot: { ...good(), projects: [], folders: [] } }),
  "no-projects": () => ({ snapshot: { ...good(), projects: [] } }),
  "no-python": () => ({
    snapshot: snapshot({
      headline: { level: "problem", text: "1 thing to fix" },
      interpreters: [],
      projects: [],
      folders: [],
      terminal: {
        ...machine.TERMINAL,
        from: "paths",
        python3: null,
        pip3: null,
        path: machine.TERMINAL.path.map(({ folder }) => ({ folder, python3: null, hit: false })),
      },
      problems: [
        problem("no_python", "There is no Python here that a sandbox could stand on", "Install one with `brew install python`", {
          level: "problem",
        }),
      ],
    }),
  }),
  mismatch: () => ({
    snapshot: snapshot({
      headline: { level: "problem", text: "1 thing to fix" },
      terminal: {
        ...machine.TERMINAL,
        pip: machine.meaning("/usr/local/bin/pip", machine.PYTHON_ORG),
        mismatch: "`pip` installs for python.org Python 3.13.5, but `python3` runs Homebrew Python 3.14.6",
        settings: [{ name: "PIP_USER", value: "1" }],
      },
      problems: [
        problem("pip_mismatch", "`pip` installs for python.org Python 3.13.5, but `python3` runs Homebrew Python 3.14.6", "Type `python3 -m pip` instead, or work in a sandbox (virtual environment)", {
          level: "problem",
        }),
      ],
    }),
  }),
  strange: () => ({
    snapshot: snapshot({
      projects: STRANGE,
      problems: [],
      folders: [
        { path: `${HOME}/Library/Mobile Documents/${LONG}/${LONG}`, state: "no_permission" },
        { path: "/Volumes/Stick/מזג-אוויר", state: "missing" },
      ],
    }),
  }),
  dozen: () => ({
    snapshot: { ...good(), projects: Array.from({ length: 12 }, (_, at) => project(`project-${at + 1}`)) },
  }),
  many: () => ({
    snapshot: snapshot({
      headline: { level: "attention", text: "72 things to fix" },
      problems: [],
      projects: Array.from({ length: 500 }, (_, at) =>
        project(`project-${at + 1}`, at % 7 ? { touched: at } : { touched: at, environment: machine.NO_ENVIRONMENT }),
      ),
    }),
  }),
  tools: () => ({ snapshot: { ...good(), tools: { ...good().tools, pipx: machine.PIPX } } }),
  "tools-off": () => ({
    snapshot: { ...good(), tools: { brew: null, uv: null, pipx: { ...machine.PIPX, path: "/usr/bin/pipx", on_path: false } } },
  }),
  bare: () => ({ snapshot: { ...good(), tools: { brew: null, pipx: null, uv: null }, pip: { require_virtualenv: true } } }),
  full: () => ({ snapshot: good(), packages: MANY_PACKAGES }),
  downloading: () => ({
    events: [
      {
        event: "job",
        job: job({
          wish: ["add", machine.WEATHER.path, "pandas"],
          plan: { ...job().plan, title: "Add `pandas` to the sandbox of `weather-bot`" },
          progress: { phase: "Downloading `pandas`", done: 79, of: 127 },
        }),
      },
    ],
  }),
  waiting: () => ({
    events: [{ event: "job", job: job({ state: "queued", waiting: "Another Sandbar is at work on `~/code/weather-bot`" }) }],
  }),
  untrusted: () => ({ snapshot: good(), verification: "untrusted" }),
  "not-verified": () => ({ snapshot: good(), verification: NOT_VERIFIED }),
  ...EDGES,
  welcome: () => ({ snapshot: { ...good(), projects: [], folders: [] }, preferences: { welcomed: false } }),
  settings: () => ({ access: "granted", preferences: { muted: [machine.SCRAPER.path, machine.OLD_BREW.path] } }),
  "settings-bare": () => ({
    snapshot: { ...good(), os: "linux", folders: [], projects: [] },
    access: "unavailable",
    preferences: { icon: null, launch_at_login: null },
  }),
  "settings-unasked": () => ({ access: "unasked" }),
  notices: () => ({ notices: told(new Date()) }),
  "notices-settled": () => ({ notices: told(new Date()).map((each) => ({ ...each, settled: true })) }),
  "notices-unasked": () => ({ notices: told(new Date()), access: "unasked" }),
  "notices-denied": () => ({ notices: told(new Date()), access: "denied" }),
  lessons: () => ({ snapshot: { ...good(), projects: [PRACTICE_PROJECT, ...good().projects] }, practice: { ...PRACTICE, exists: true } }),
  "lessons-two": () => ({ added: [`${PRACTICE.path}/.venv`], snapshot: { ...good(), projects: [PRACTICE_PROJECT, SECOND] }, practice: { ...PRACTICE, exists: true } }),
  error: () => ({ snapshot: "none" }),
  loading: () => ({ snapshot: "never" }),
};

/** Begins the job of a plan that was started. */
type Begin = (host: FakeHost, wish: string[], plan: Plan) => JobId;

/** A host that is in one of the states. */
export function hostIn(state: State, begin: Begin = () => job().id): FakeHost {
  const seen = state.snapshot ?? snapshot();
  const look = (): Snapshot | Promise<Snapshot> => {
    if (seen === "never") return new Promise(() => {});
    if (seen === "none") {
      throw failure("no_permission", "Could not read the settings in `~/Library/Application Support/dev.sandbar.Sandbar/settings.json`: this account has no permission", {
        path: `${HOME}/Library/Application Support/dev.sandbar.Sandbar/settings.json`,
        hint: "Mend the file, or move it away to start with none",
      });
    }
    return seen;
  };
  const looked = new Set<string>();
  const added = new Set(state.added ?? []);
  const host: FakeHost = new FakeHost({
    snapshot: look,
    refresh: look,
    jobs: () => [],
    forget: () => null,
    history: () => past(new Date()),
    copy: () => null,
    hide: () => null,
    quit: () => null,
    cancel: () => null,
    remove_folder: () => null,
    add_folder: () => null,
    pick_file: () => `${machine.THESIS.path}/requirements-dev.txt`,
    begin_settings_anew: () => null,
    speaking: () => null,
    pick_place: () => `${HOME}/Documents`,
    paste: () => "pip3 install black",
    advise: ({ text, project }) => adviceOn(text, project),
    packages: ({ path }) => state.packages ?? (path.includes("sandbar-practice") ? practisedWith(added.has(path)) : PACKAGES),
    activation: ({ path }) => `source ${path}/bin/activate`,
    start: ({ wish }) => {
      const answer = answerTo(wish, looked.has(wish.join(" ")));
      if ("plan" in answer && wish[0] === "add") added.add(`${wish[1]}/.venv`);
      if ("plan" in answer) return begin(host, wish, answer.plan);
      if ("refused" in answer) throw failure("refused", answer.refused.reason);
      // What looks first is over at once.
      looked.add(wish.join(" "));
      const id = `job-${answer.preview.fingerprint}`;
      host.emit({ event: "job", job: job({ id, wish, plan: answer.preview, state: "ended", outcome: "done" }) });
      return id;
    },
    plan: ({ wish }) => state.plan?.(wish) ?? answerTo(wish, looked.has(wish.join(" "))),
    verify: ({ trusted }) => verified(state.verification, trusted),
    notices: () => state.notices ?? [],
    notices_seen: () => null,
    viewing: () => null,
    preferences: () => ({ ...PREFERENCES, ...state.preferences }),
    prefer: (wanted) => wanted,
    notification_access: () => state.access ?? "granted",
    ask_for_notifications: () => "granted",
    diagnosis: () => DIAGNOSIS,
    practice: () => state.practice ?? PRACTICE,
  });
  return host;
}

function verified(answer: State["verification"], trusted: boolean): Verification {
  if (answer === "failed") throw failure("deadline", "The sandbox's Python gave no answer in `~/code/thesis-plots/.venv`: it was stopped because it took longer than 30 seconds");
  if (answer === "untrusted") {
    if (trusted) return VERIFIED;
    throw failure("untrusted", "To verify this, `~/Downloads/thing/python` would have to be run, and it is no Python that Sandbar knows", {
      path: "/Users/ada/Downloads/thing/python",
    });
  }
  return answer ?? VERIFIED;
}
