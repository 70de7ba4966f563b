/** The states at the edges: very little, very much, and what is in the way. */
import { failure } from "../host/fake";
import { job } from "./action";
import * as machine from "./machine";
import type { State } from "./states";
import { PACKAGES } from "./ways";

const { HOME, problem, project, snapshot } = machine;

/** As long as paths get that somebody has really made. */
const DEEP = `${HOME}/Library/Mobile Documents/com~apple~CloudDocs/University/Third year, second term/Machine learning/exercises and solutions/week 11 (the one with the neural networks)/final version, corrected/mnist-digits`;

const offline = failure("child_failed", "The package index could not be reached", { hint: "Check the network, a proxy or a VPN, then run it again" });

const tool = (rest: Parameters<typeof job>[0]) =>
  job({
    wish: ["tool", "upgrade", "black"],
    plan: { ...job().plan, title: "Upgrade the tool `black`", commands: ["/opt/homebrew/bin/pipx upgrade black"], fingerprint: "upgrade-black" },
    ...rest,
  });

export const EDGES: Record<string, () => State> = {
  one: () => ({
    snapshot: snapshot({ headline: { level: "good", text: "You're good to go" }, projects: [machine.PHOTOS], problems: [] }),
  }),
  offline: () => ({
    events: [
      {
        event: "job",
        job: job({
          wish: ["add", machine.WEATHER.path, "pandas"],
          plan: { ...job().plan, title: "Add `pandas` to the sandbox of `weather-bot`" },
          state: "ended",
          outcome: "failed",
          failure: offline,
        }),
      },
    ],
  }),
  locked: () => ({
    snapshot: snapshot({
      headline: { level: "problem", text: "1 thing to fix" },
      projects: [],
      folders: [{ path: `${HOME}/Documents`, state: "no_permission" }],
      problems: [
        problem("folder", "Could not look into the watched folder `~/Documents`: this account has no permission", "Allow it in System Settings, under Privacy & Security, Files & Folders", {
          level: "problem",
          path: `${HOME}/Documents`,
        }),
      ],
    }),
  }),
  damaged: () => ({
    snapshot: snapshot({
      headline: { level: "problem", text: "2 things to fix" },
      projects: [],
      folders: [{ path: "/Volumes/Stick", state: "missing" }],
      problems: [
        problem("settings", `Could not read the settings in \`${HOME}/Library/Application Support/dev.sandbar.Sandbar/settings.toml\`: invalid type: integer \`3\`, expected a sequence`, "Mend the file, or move it away to start with none", {
          level: "problem",
          path: `${HOME}/Library/Application Support/dev.sandbar.Sandbar/settings.toml`,
        }),
        problem("folder", "The watched folder `/Volumes/Stick` is not there", "Connect the disk that it is on, or take it off the list of watched folders", { path: "/Volumes/Stick" }),
      ],
    }),
  }),
  deep: () => ({
    snapshot: snapshot({
      projects: [project("mnist-digits", { path: DEEP, touched: 99_999, environment: machine.NO_ENVIRONMENT }), machine.PHOTOS],
      problems: [],
      folders: [{ path: DEEP, state: "ok" }],
    }),
  }),
  log: () => ({
    events: [
      { event: "job", job: job() },
      ...Array.from({ length: 300 }, (_, batch) => ({
        event: "output" as const,
        id: job().id,
        lines: Array.from({ length: 100 }, (_, at) => `[${batch * 100 + at + 1}/30000] Building CXX object CMakeFiles/torch_cpu.dir/aten/src/ATen/native/cpu/Part${at}.cpp.o`),
      })),
    ],
  }),
  busy: () => ({
    snapshot: { ...snapshot(), tools: { ...snapshot().tools, pipx: machine.PIPX } },
    events: [
      { event: "job", job: tool({ progress: { phase: "Downloading `black`", done: null, of: null } }) },
      {
        event: "job",
        job: tool({
          id: "waits",
          wish: ["brew", "add", "ffmpeg"],
          plan: { ...job().plan, title: "Install `ffmpeg` with Homebrew", commands: ["/opt/homebrew/bin/brew install --formula ffmpeg"], fingerprint: "brew-ffmpeg" },
          state: "queued",
          waiting: "Another Sandbar is at work on Homebrew",
        }),
      },
    ],
  }),
  "made-by-uv": () => ({
    snapshot: snapshot({ problems: [], headline: { level: "good", text: "You're good to go" } }),
    packages: PACKAGES.map((each) => ({ ...each, requested: null })),
  }),
};
