/** What is told unasked, and what was chosen about that, as the engine would have it. */
import type { Notice, Practice, Preferences } from "../contract";
import { HOME, OLD_BREW, SCRAPER, WEATHER } from "./machine";

export const PREFERENCES: Preferences = {
  notify: { system_install: true, new_project: true, environment_broken: true, guard_off: true },
  muted: [],
  language: null,
  icon: true,
  launch_at_login: false,
  welcomed: true,
};

export const PRACTICE: Practice = {
  path: `${HOME}/sandbar-practice`,
  exists: false,
  second: `${HOME}/sandbar-practice-2`,
};

/** A notice of which only what matters has to be said. */
export function notice(rest: Partial<Notice> = {}): Notice {
  return {
    id: "1",
    at: "2026-11-23T18:42:00+01:00",
    kind: "system_install",
    subject: OLD_BREW.path,
    title: "pandas went into Homebrew's Python 3.13",
    body: "pip installed it, with 4 others. Other programs use this Python.",
    actions: [
      { label: "Move to a sandbox", wish: null },
      { label: "Undo", wish: ["take-out", "--python", OLD_BREW.id, "pandas", "numpy", "python-dateutil", "pytz", "six"] },
    ],
    shown: true,
    seen: false,
    settled: false,
    ...rest,
  };
}

/** One of each kind, the last first, their moments counted back from `now`. */
export function told(now: Date): Notice[] {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  return [
    notice({ id: "5", at: ago(2) }),
    notice({
      id: "4",
      at: ago(3),
      kind: "new_project",
      subject: WEATHER.path,
      title: "weather-bot has no sandbox yet",
      body: "A sandbox (virtual environment) keeps this project's packages apart from everything else.",
      actions: [{ label: "Create sandbox", wish: ["venv", "create", WEATHER.path] }],
    }),
    notice({
      id: "3",
      at: ago(26),
      kind: "environment_broken",
      subject: SCRAPER.path,
      title: "The sandbox of old-scraper no longer works",
      body: "The Python that it stands on is gone, most likely with an upgrade. Your own files are all there.",
      actions: [{ label: "Repair", wish: ["venv", "repair", SCRAPER.path] }],
      seen: true,
    }),
    notice({
      id: "2",
      at: ago(27),
      kind: "guard_off",
      subject: `${HOME}/.config/pip/pip.conf`,
      title: "pip's guard was switched off",
      body: "pip now installs into Pythons that other programs use. Its settings say so, for every terminal.",
      actions: [{ label: "Switch it on", wish: ["pip-conf", "clean"] }],
      seen: true,
      shown: false,
    }),
    notice({ id: "1", at: ago(900), title: "An install into Homebrew's Python 3.13 broke off", body: "numpy is there by half. Other programs use this Python.", actions: [], seen: true }),
  ];
}

export const DIAGNOSIS = `Sandbar 0.1.0, macOS 15.1, arm64
python3: Homebrew 3.14.6
pip3: Homebrew 3.14.6
Pythons: 4 (1 guarded, 5 strays)
projects: 3 (1 missing, 2 healthy)
`;
