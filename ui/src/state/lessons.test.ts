import { expect, it } from "vitest";

import { failure, FakeHost } from "../host/fake";
import { environment, project, snapshot } from "../sample/machine";
import { PRACTICE } from "../sample/telling";
import { adviceOn } from "../sample/ways";
import { type Kept, leadsTo, Lessons, practised } from "./lessons.svelte";

function memory(): Kept {
  const lines = new Map<string, string>();
  return { getItem: (name) => lines.get(name) ?? null, setItem: (name, text) => void lines.set(name, text) };
}

it("remembers which lessons are over", () => {
  const kept = memory();
  const lessons = new Lessons(new FakeHost(), kept);
  lessons.finish("apart");
  expect([lessons.isDone("pip"), lessons.isDone("apart"), lessons.next()]).toEqual([false, true, "pip"]);
  const later = new Lessons(new FakeHost(), kept);
  later.finish("pip");
  later.finish("tools");
  expect(later.next()).toBeNull();
});

it("teaches where nothing can be remembered", () => {
  const denied = (): never => {
    throw new Error("The operation is insecure");
  };
  const lessons = new Lessons(new FakeHost(), { getItem: denied, setItem: denied });
  lessons.finish("pip");
  expect(lessons.isDone("pip")).toBe(true);
});

it("does not take what another Sandbar has kept for a lesson", () => {
  const lessons = new Lessons(new FakeHost(), { getItem: () => "dance pip", setItem: () => {} });
  expect(lessons.isDone("pip")).toBe(true);
  expect(lessons.next()).toBe("apart");
});

it("knows where one practises, or why not", async () => {
  const host = new FakeHost({ practice: () => PRACTICE });
  const lessons = new Lessons(host);
  await lessons.load();
  expect(lessons.practice).toEqual(PRACTICE);
  host.on("practice", () => {
    throw failure("internal", "Sandbar met a defect of its own while looking");
  });
  await lessons.load();
  expect(lessons.failure?.code).toBe("internal");
});

it("practises only in a sandbox that works", () => {
  const at = (rest = {}) => snapshot({ projects: [project("practice", { path: PRACTICE.path, environment: environment(PRACTICE.path, rest) })] });
  expect(practised(PRACTICE.path, at())?.path).toBe(PRACTICE.path);
  expect(practised(PRACTICE.path, at({ health: "broken" }))).toBeNull();
  expect(practised(PRACTICE.path, snapshot())).toBeNull();
});

it("never leads through the glass", () => {
  const answer = adviceOn("pip install black", PRACTICE.path);
  expect(leadsTo({ ...answer, wishes: [["break-glass", "black"], ["tool", "add", "black"]] })).toEqual(["tool", "add", "black"]);
  expect(leadsTo({ ...answer, wishes: [["break-glass", "black"]] })).toBeNull();
});
