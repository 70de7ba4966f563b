import { describe, expect, it, vi } from "vitest";

import type { Answer } from "../contract";
import { failure, FakeHost } from "../host/fake";
import { creation, job } from "../sample/action";
import { WEATHER } from "../sample/machine";
import { Jobs } from "./jobs.svelte";
import { Plans, type PlannedWish } from "./plans.svelte";

const WISH = ["venv", "create", WEATHER.path];

function planned(host: FakeHost): PlannedWish {
  return new Plans(host, new Jobs(host)).of(WISH);
}

it("is the same plan for the same wish", () => {
  const host = new FakeHost();
  const plans = new Plans(host, new Jobs(host));
  expect(plans.of(WISH)).toBe(plans.of([...WISH]));
  expect(plans.of(WISH)).not.toBe(plans.of(["venv", "discard", WEATHER.path]));
});

it("asks once for each revision", async () => {
  const host = new FakeHost({ plan: () => ({ plan: creation() }) });
  const wish = planned(host);
  await wish.follow(1);
  await wish.follow(1);
  expect(host.bodies("plan")).toHaveLength(1);
  await wish.follow(2);
  expect(host.bodies("plan")).toHaveLength(2);
});

it("starts what was shown, by its fingerprint", async () => {
  const host = new FakeHost({
    plan: () => ({ plan: { ...creation(), fingerprint: "shown" } }),
    start: () => job().id,
    jobs: () => [job()],
  });
  const wish = planned(host);
  await wish.follow(1);
  await wish.start();
  expect(host.bodies("start")).toEqual([{ wish: WISH, fingerprint: "shown" }]);
});

it("starts nothing that was not shown", async () => {
  const host = new FakeHost({ plan: () => ({ refused: { reason: "No", better: [] } }) });
  const wish = planned(host);
  await wish.start();
  await wish.follow(1);
  await wish.start();
  expect(host.bodies("start")).toHaveLength(0);
  expect(wish.refusal?.reason).toBe("No");
});

it("starts once, however often it is pressed", async () => {
  const host = new FakeHost({ plan: () => ({ plan: creation() }), start: () => job().id, jobs: () => [job()] });
  const wish = planned(host);
  await wish.follow(1);
  await Promise.all([wish.start(), wish.start()]);
  expect(host.bodies("start")).toHaveLength(1);
});

it("plans anew when the plan was stale, says that it changed, and does not run it unseen", async () => {
  let fingerprint = "old";
  const host = new FakeHost({
    plan: () => ({ plan: { ...creation(), fingerprint } }),
    start: ({ fingerprint }) => {
      if (fingerprint === "old") throw failure("stale", "The plan is stale");
      return job().id;
    },
    jobs: () => [job()],
  });
  const wish = planned(host);
  await wish.follow(1);
  fingerprint = "new";
  await wish.start();
  expect(wish.changed).toBe(true);
  expect(wish.plan?.fingerprint).toBe("new");
  expect(wish.failure).toBeNull();
  await wish.start();
  expect(host.bodies("start").map((each) => each.fingerprint)).toEqual(["old", "new"]);
  expect(wish.changed).toBe(false);
});

it("says why it could not be started", async () => {
  const host = new FakeHost({
    plan: () => ({ plan: creation() }),
    start: () => {
      throw failure("busy", "Somebody else is at work there");
    },
  });
  const wish = planned(host);
  await wish.follow(1);
  await wish.start();
  expect(wish.failure?.code).toBe("busy");
  expect(wish.starting).toBe(false);
});

it("lets the answer to the last question win", async () => {
  const replies: ((answer: Answer) => void)[] = [];
  const host = new FakeHost({ plan: () => new Promise((resolve) => replies.push(resolve)) });
  const wish = planned(host);
  const first = wish.follow(1);
  const second = wish.follow(2);
  await Promise.resolve();
  replies[1]?.({ plan: { ...creation(), fingerprint: "second" } });
  replies[0]?.({ plan: { ...creation(), fingerprint: "first" } });
  await Promise.all([first, second]);
  expect(wish.plan?.fingerprint).toBe("second");
});

describe("a plan that is known only after a look", () => {
  const LOOK = { ...creation(), title: "Look", fingerprint: "look" };

  function looking(outcome: "done" | "failed" | "cancelled") {
    let looked = false;
    const host = new FakeHost({
      plan: () => (looked ? { plan: creation() } : { preview: LOOK }),
      start: () => job().id,
      jobs: () => [job({ plan: LOOK })],
    });
    const jobs = new Jobs(host);
    const wish = new Plans(host, jobs).of(WISH);
    const end = () => {
      looked = outcome === "done";
      const rest = outcome === "failed" ? { failure: failure("child_failed", "There is no network") } : {};
      jobs.hear({ event: "job", job: job({ plan: LOOK, state: "ended", outcome, ...rest }) });
    };
    return { host, jobs, wish, end };
  }

  it("looks only when it is pressed for, and runs nothing else by that", async () => {
    const { host, jobs, wish, end } = looking("done");
    await wish.follow(1);
    expect(host.bodies("start")).toHaveLength(0);
    const pressed = wish.start();
    await vi.waitFor(() => expect(wish.look?.state).toBe("running"));
    expect(jobs.about(WEATHER.path)).toBeUndefined();
    end();
    expect(await pressed).toBeNull();
    expect(wish.looked).toBe(true);
    expect(wish.plan?.fingerprint).toBe(creation().fingerprint);
    expect(host.bodies("start").map((each) => each.fingerprint)).toEqual(["look"]);
    expect(await wish.start()).toBe(job().id);
  });

  it("looks again by itself where one look is not enough, and not without an end", async () => {
    const run = async (needed: number) => {
      let looks = 0;
      const look = () => ({ ...LOOK, fingerprint: `look ${looks}` });
      const host = new FakeHost({
        plan: () => (looks >= needed ? { plan: creation() } : { preview: look() }),
        start: () => {
          looks += 1;
          queueMicrotask(() => jobs.hear({ event: "job", job: job({ plan: LOOK, state: "ended", outcome: "done" }) }));
          return job().id;
        },
        jobs: () => [job({ plan: LOOK })],
      });
      const jobs = new Jobs(host);
      const wish = new Plans(host, jobs).of(WISH);
      await wish.follow(1);
      await wish.start();
      return { wish, looks };
    };
    const twice = await run(2);
    expect([twice.looks, twice.wish.looked, twice.wish.changed]).toEqual([2, true, false]);
    const never = await run(Number.POSITIVE_INFINITY);
    expect([never.looks, never.wish.looked, never.wish.changed]).toEqual([4, false, true]);
  });

  it("waits for the answer to whoever asked last, and shows what the look has found until there is another plan", async () => {
    const { host, wish, end } = looking("done");
    await wish.follow(1);
    const pressed = wish.start();
    await vi.waitFor(() => expect(wish.look).toBeDefined());
    const replies: (() => void)[] = [];
    host.on("plan", () => new Promise((resolve) => replies.push(() => resolve({ plan: creation() }))));
    end();
    await vi.waitFor(() => expect(replies).toHaveLength(1));
    const followed = wish.follow(2);
    await vi.waitFor(() => expect(replies).toHaveLength(2));
    replies[0]?.();
    replies[1]?.();
    await Promise.all([pressed, followed]);
    expect(wish.looked).toBe(true);
    expect(wish.changed).toBe(false);
  });

  it("says why the look has failed, and can look again", async () => {
    const { wish, end } = looking("failed");
    await wish.follow(1);
    const pressed = wish.start();
    await vi.waitFor(() => expect(wish.look).toBeDefined());
    end();
    await pressed;
    expect(wish.failure?.message).toBe("There is no network");
    expect(wish.preview).not.toBeNull();
    expect(wish.starting).toBe(false);
  });

  it("is silent about a look that somebody has stopped", async () => {
    const { wish, end } = looking("cancelled");
    await wish.follow(1);
    const pressed = wish.start();
    await vi.waitFor(() => expect(wish.look).toBeDefined());
    end();
    await pressed;
    expect(wish.failure).toBeNull();
    expect(wish.plan).toBeNull();
  });
});

it("asks anew once it was told to forget", async () => {
  const host = new FakeHost({ plan: () => ({ refused: { reason: "No", better: [] } }) });
  const wish = planned(host);
  await wish.follow(1);
  wish.forget();
  await wish.follow(1);
  expect(host.bodies("plan")).toHaveLength(2);
});
