import { describe, expect, it } from "vitest";

import type { Notice } from "../contract";
import { failure, FakeHost } from "../host/fake";
import { snapshot } from "../sample/machine";
import { notice } from "../sample/telling";
import { Notices } from "./notices.svelte";

const FRESH = notice({ id: "2" });
const OLD = notice({ id: "1", seen: true });

function host(told: Notice[]): FakeHost {
  return new FakeHost({ notices: () => told, notices_seen: () => null });
}

describe("the notices", () => {
  it("are counted while nobody has seen them", async () => {
    const notices = new Notices(host([FRESH, OLD]));
    await notices.load();
    expect(notices.unseen).toBe(1);
    expect(notices.news).toEqual([FRESH]);
  });

  it("that are over are counted no more, which is seen with the next look", async () => {
    const told = host([FRESH, OLD]);
    const notices = new Notices(told);
    await notices.load();
    const settled = [FRESH, OLD].map((each) => ({ ...each, settled: true }));
    told.on("notices", () => settled);
    const looked = { event: "snapshot", snapshot: snapshot() } as const;
    await notices.hear(looked);
    expect(notices.unseen).toBe(0);
    expect(notices.news).toEqual([settled[0]]);
    await notices.hear(looked);
    expect(told.bodies("notices")).toHaveLength(2);
  });

  it("come as events too, the last first, and each once", async () => {
    const notices = new Notices(host([FRESH, OLD]));
    await notices.load();
    const latest = notice({ id: "3" });
    await notices.hear({ event: "noticed", ...latest });
    await notices.hear({ event: "noticed", ...latest });
    expect(notices.all).toEqual([latest, FRESH, OLD]);
    expect(notices.unseen).toBe(2);
  });

  it("are read again when some were missed, which begins no new visit", async () => {
    const told = host([FRESH, OLD]);
    const notices = new Notices(told);
    await notices.load();
    await notices.see(["2"]);
    const missed = notice({ id: "3" });
    told.on("notices", () => [missed, { ...FRESH, seen: true }, OLD]);
    await notices.hear({ event: "missed" });
    expect(notices.news.map(({ id }) => id)).toEqual(["3", "2"]);
    expect(notices.unseen).toBe(1);
  });

  it("are not lost to a reply that is older than they are", async () => {
    let reply = (): void => {};
    const notices = new Notices(host([]).on("notices", () => new Promise((resolve) => (reply = () => resolve([OLD])))));
    const loaded = notices.load();
    await notices.hear({ event: "noticed", ...FRESH });
    reply();
    await loaded;
    expect(notices.all).toEqual([FRESH, OLD]);
  });

  it("stay new in the visit in which they were seen, and no longer", async () => {
    const told = host([FRESH, OLD]);
    const notices = new Notices(told);
    await notices.load();
    await notices.see(["2", "1"]);
    expect(told.bodies("notices_seen")).toEqual([{ ids: ["2"] }]);
    expect(notices.unseen).toBe(0);
    expect(notices.news.map(({ id }) => id)).toEqual(["2"]);
    told.on("notices", () => [{ ...FRESH, seen: true }, OLD]);
    await notices.hear({ event: "shown" });
    expect(notices.news).toEqual([]);
  });

  it("are not seen by having come while others were on screen", async () => {
    const told = host([FRESH, OLD]);
    const notices = new Notices(told);
    await notices.load();
    const onScreen = ["2", "1"];
    await notices.hear({ event: "noticed", ...notice({ id: "3" }) });
    await notices.see(onScreen);
    expect(told.bodies("notices_seen")).toEqual([{ ids: ["2"] }]);
    expect(notices.all?.map(({ id, seen }) => [id, seen])).toEqual([["3", false], ["2", true], ["1", true]]);
    expect(notices.unseen).toBe(1);
  });

  it("are not said to be seen where there is nothing unseen", async () => {
    const told = host([OLD]);
    const notices = new Notices(told);
    await notices.load();
    await notices.see(["1"]);
    expect(told.bodies("notices_seen")).toEqual([]);
  });

  it("say why they could not be read", async () => {
    const notices = new Notices(
      host([]).on("notices", () => {
        throw failure("malformed", "What was told could not be read");
      }),
    );
    await notices.load();
    expect(notices.failure?.code).toBe("malformed");
    expect(notices.all).toBeNull();
  });
});
