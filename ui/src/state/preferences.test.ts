import { describe, expect, it } from "vitest";

import type { Preferences } from "../contract";
import { failure, FakeHost } from "../host/fake";
import { PREFERENCES } from "../sample/telling";
import { Choices } from "./preferences.svelte";

async function loaded(host: FakeHost): Promise<Choices> {
  const choices = new Choices(host.on("preferences", () => PREFERENCES));
  await choices.load();
  return choices;
}

describe("a choice", () => {
  it("holds at once, and is kept", async () => {
    const host = new FakeHost({ prefer: (wanted) => wanted });
    const choices = await loaded(host);
    const kept = choices.tell("new_project", false);
    expect(choices.tells("new_project")).toBe(false);
    await kept;
    expect(host.bodies("prefer")).toEqual([{ ...PREFERENCES, notify: { ...PREFERENCES.notify, new_project: false } }]);
  });

  it("is sent with those that were made before it", async () => {
    const host = new FakeHost({ prefer: (wanted) => wanted });
    const choices = await loaded(host);
    await Promise.all([choices.choose({ language: "de" }), choices.mute("/p", true), choices.choose({ welcomed: false })]);
    expect(host.bodies("prefer").at(-1)).toEqual({ ...PREFERENCES, language: "de", muted: ["/p"], welcomed: false });
  });

  it("is what the engine made of it", async () => {
    const choices = await loaded(new FakeHost({ prefer: (wanted): Preferences => ({ ...wanted, icon: true }) }));
    await choices.choose({ icon: false });
    expect(choices.current?.icon).toBe(true);
  });

  it("is taken back when it can't be kept, and that is said", async () => {
    const host = new FakeHost({
      prefer: () => {
        throw failure("disk_full", "The settings could not be kept: the disk is full");
      },
    });
    const choices = await loaded(host);
    await choices.choose({ launch_at_login: true });
    expect(choices.current).toEqual(PREFERENCES);
    expect(choices.failure?.code).toBe("disk_full");
  });

  it("can't be made before it is known what holds", async () => {
    const host = new FakeHost();
    await new Choices(host).mute("/p", true);
    expect(host.asked).toEqual([]);
  });
});

it("mutes a subject once, and unmutes it", async () => {
  const choices = await loaded(new FakeHost({ prefer: (wanted) => wanted }));
  await choices.mute("/p", true);
  await choices.mute("/p", true);
  expect(choices.current?.muted).toEqual(["/p"]);
  await choices.mute("/p", false);
  expect(choices.isMuted("/p")).toBe(false);
});

it("has the system ask the user once at a time", async () => {
  const host = new FakeHost({ notification_access: () => "unasked", ask_for_notifications: () => "denied" });
  const choices = new Choices(host);
  await choices.look();
  expect(choices.access).toBe("unasked");
  await Promise.all([choices.ask(), choices.ask()]);
  expect(choices.access).toBe("denied");
  expect(host.bodies("ask_for_notifications")).toHaveLength(1);
});
