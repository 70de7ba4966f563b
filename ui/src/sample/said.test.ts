/** Whether what the engine says in the sample states is known in every language. */
import { describe, expect, it } from "vitest";

import type { Answer, Check, Event, Failure, Job, Plan, Snapshot } from "../contract";
import { asFailure } from "../host/host";
import { LINES } from "../words/engine/lines";
import { translator } from "../words/engine/translate";
import { past } from "./action";
import { hostIn, STATES } from "./states";
import { told } from "./telling";
import { adviceOn } from "./ways";

const NOW = new Date();
const PROJECT = "/Users/ada/code/thesis-plots";

/** Every wish that can be pressed in a sample. */
const WISHES = [
  ["venv", "create", PROJECT], ["venv", "discard", PROJECT], ["venv", "repair", PROJECT], ["venv", "switch", PROJECT, "--python", "3.13"],
  ["venv", "delete", PROJECT], ["new", "/Users/ada/code/snake"], ["add", PROJECT, "pandas"], ["add", PROJECT, "reqeusts"],
  ["remove", PROJECT, "numpy"], ["upgrade", PROJECT], ["requirements", PROJECT], ["freeze", PROJECT], ["open", PROJECT],
  ["open", PROJECT, "--in", "editor"], ["pipx", "setup"], ["tool", "add", "black"], ["tool", "remove", "black"], ["tool", "upgrade", "black"],
  ["tool", "repair", "httpie"], ["brew", "add", "ffmpeg"], ["brew", "remove", "ffmpeg"], ["break-glass", "httpx"],
  ["rescue", "--python", "3.13", "--into", PROJECT], ["lock", "on"], ["lock", "off"], ["pip-conf", "clean"], ["undo", "job-5"],
];

const TEXTS = ["pip install black", "error: externally-managed-environment", "nonsense", "pip install requests pandas"];

/** The sentences of all states, each once. */
async function sentences(): Promise<string[]> {
  const found = new Set<string>();
  const say = (...sentences: (string | null | undefined)[]) => sentences.filter(Boolean).forEach((each) => found.add(each as string));
  const ofPlan = ({ title, why, effects, expects, undo }: Plan) => say(title, why, ...effects, ...expects, undo);
  const ofFailure = ({ message, hint }: Failure) => say(message, hint);
  const ofCheck = ({ code, message, hint }: Check) => say(message, code === "activate" ? null : hint);
  const ofAnswer = (answer: Answer) => {
    if ("refused" in answer) say(answer.refused.reason);
    else ofPlan("plan" in answer ? answer.plan : answer.preview);
  };
  const ofJob = ({ plan, waiting, progress, failure, checks }: Job) => {
    ofPlan(plan);
    say(waiting, progress?.phase);
    if (failure) ofFailure(failure);
    checks.forEach(ofCheck);
  };
  const ofSnapshot = ({ headline, terminal, problems, projects, environments }: Snapshot) => {
    say(headline.text, terminal.mismatch, ...problems.flatMap(({ message, hint }) => [message, hint]));
    say(...[...projects.map(({ environment }) => environment), ...environments].map(({ reason }) => reason));
  };
  const ofEvent = (event: Event) => {
    if (event.event === "job") ofJob(event.job);
    if (event.event === "snapshot") ofSnapshot(event.snapshot);
  };
  for (const [name, make] of Object.entries(STATES)) {
    const state = make();
    state.events?.forEach(ofEvent);
    const host = hostIn(state);
    if (name !== "loading") await host.request("snapshot", null).then(ofSnapshot, (thrown) => ofFailure(asFailure(thrown)));
    await host.request("verify", { path: PROJECT, trusted: false } as never).then(({ checks }) => checks.forEach(ofCheck), (thrown) => ofFailure(asFailure(thrown)));
    for (const wish of WISHES) {
      ofAnswer(await host.request("plan", { wish }));
      await host.request("start", { wish, fingerprint: "" } as never).catch(() => {});
      ofAnswer(await host.request("plan", { wish }));
    }
  }
  for (const { title, undo } of past(NOW)) say(title, undo);
  for (const { title, body, actions } of told(NOW)) say(title, body, ...actions.map(({ label }) => label));
  for (const text of TEXTS) say(...adviceOn(text, PROJECT).items.map(({ reason }) => reason));
  return [...found];
}

describe.each(["de", "ja"] as const)("in %s", (language) => {
  it("every sentence of the samples is known", async () => {
    const all = await sentences();
    expect(all.length).toBeGreaterThan(100);
    const translate = translator(language, LINES);
    expect(all.filter((each) => translate(each) === each)).toEqual([]);
  });

  it("nothing English is left in one, but names", async () => {
    const translate = translator(language, LINES);
    const bare = (await sentences()).map((each) => translate(each).replace(/`[^`]*`/g, ""));
    expect(bare.filter((each) => /\b(the|and|is|are|with|of|it|its|that)\b/.test(each))).toEqual([]);
  });
});
