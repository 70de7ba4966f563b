import { expect, it } from "vitest";

import { failure, FakeHost } from "../host/fake";
import { job } from "../sample/action";
import { WEATHER } from "../sample/machine";
import { Jobs, MOST_LINES } from "./jobs.svelte";

const ID = job().id;

it("keeps a job's lines apart from its state", () => {
  const jobs = new Jobs(new FakeHost());
  jobs.hear({ event: "job", job: job() });
  jobs.hear({ event: "output", id: ID, lines: ["one"] });
  jobs.hear({ event: "job", job: job({ state: "verifying" }) });
  jobs.hear({ event: "output", id: ID, lines: ["two"] });
  expect(jobs.output(ID)).toEqual(["one", "two"]);
  expect(jobs.all).toHaveLength(1);
  expect(jobs.job(ID)?.state).toBe("verifying");
});

it("keeps the last lines of a long output", () => {
  const jobs = new Jobs(new FakeHost());
  const lines = Array.from({ length: MOST_LINES + 5 }, (_, at) => `line ${at}`);
  jobs.hear({ event: "output", id: ID, lines });
  expect(jobs.output(ID)).toHaveLength(MOST_LINES);
  expect(jobs.output(ID).at(-1)).toBe(lines.at(-1));
});

it("finds everything again when the window was closed", async () => {
  const jobs = new Jobs(new FakeHost({ jobs: () => [job({ output: ["one", "two"] })] }));
  await jobs.load();
  expect(jobs.running()).toHaveLength(1);
  expect(jobs.output(ID)).toEqual(["one", "two"]);
});

it("does not let an old reply undo what events have said", async () => {
  const jobs = new Jobs(new FakeHost({ jobs: () => [job({ output: ["one"] })] }));
  jobs.hear({ event: "output", id: ID, lines: ["one", "two"] });
  jobs.hear({ event: "job", job: job({ state: "ended", outcome: "done" }) });
  await jobs.load();
  expect(jobs.job(ID)?.outcome).toBe("done");
  expect(jobs.output(ID)).toEqual(["one", "two"]);
});

it("shows a project its newest job until that was put away", () => {
  const jobs = new Jobs(new FakeHost());
  jobs.hear({ event: "job", job: job({ id: "1", state: "ended", outcome: "failed" }) });
  jobs.hear({ event: "job", job: job({ id: "2", state: "ended", outcome: "done" }) });
  jobs.hear({ event: "job", job: job({ id: "3", wish: ["venv", "create", "/elsewhere"] }) });
  expect(jobs.about(WEATHER.path)?.id).toBe("2");
  jobs.dismiss("2");
  expect(jobs.about(WEATHER.path)).toBeUndefined();
});

it("is stopping from the press until the job has ended", async () => {
  const host = new FakeHost({ cancel: () => null });
  const jobs = new Jobs(host);
  jobs.hear({ event: "job", job: job() });
  await jobs.cancel(ID);
  expect(host.bodies("cancel")).toEqual([{ id: ID }]);
  expect(jobs.stopping(ID)).toBe(true);
  jobs.hear({ event: "job", job: job({ state: "ended", outcome: "cancelled" }) });
  expect(jobs.stopping(ID)).toBe(false);
});

it("says so when a job can't be stopped", async () => {
  const host = new FakeHost({
    cancel: () => {
      throw failure("not_found", "There is no such job");
    },
  });
  const jobs = new Jobs(host);
  await jobs.cancel(ID);
  expect(jobs.stopping(ID)).toBe(false);
  expect(jobs.failure?.code).toBe("not_found");
});

it("shows a job where it was begun, and what takes it back with the project it was about", () => {
  const jobs = new Jobs(new FakeHost());
  jobs.hear({ event: "job", job: job({ id: "1", state: "ended", outcome: "done" }) });
  jobs.hear({ event: "job", job: job({ id: "2", wish: ["tool", "add", "black"] }) });
  jobs.begin("2", "tools");
  expect(jobs.begunAt("tools")?.id).toBe("2");
  expect(jobs.begunAt("now")).toBeUndefined();
  jobs.hear({ event: "job", job: job({ id: "3", wish: ["undo", "1"] }) });
  expect(jobs.about(WEATHER.path)?.id).toBe("3");
});

it("knows a project wherever its wish names it", () => {
  const jobs = new Jobs(new FakeHost());
  jobs.hear({ event: "job", job: job({ id: "1", wish: ["add", WEATHER.path, "pandas"] }) });
  expect(jobs.about(WEATHER.path)?.id).toBe("1");
  jobs.hear({ event: "job", job: job({ id: "2", wish: ["rescue", "--python", "3.13", "--into", WEATHER.path] }) });
  expect(jobs.about(WEATHER.path)?.id).toBe("2");
});

it("tells when a job has ended, also one that already has", async () => {
  const jobs = new Jobs(new FakeHost());
  const ended = jobs.ended(ID);
  jobs.hear({ event: "job", job: job() });
  jobs.hear({ event: "job", job: job({ state: "ended", outcome: "done" }) });
  expect((await ended).outcome).toBe("done");
  expect((await jobs.ended(ID)).outcome).toBe("done");
});
