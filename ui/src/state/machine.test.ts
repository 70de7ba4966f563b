import { expect, it } from "vitest";

import { failure, FakeHost } from "../host/fake";
import { snapshot } from "../sample/machine";
import { MachineState } from "./machine.svelte";

it("follows the events", async () => {
  const machine = new MachineState(new FakeHost({ snapshot: () => snapshot({ revision: 1 }) }));
  await machine.load();
  machine.hear({ event: "snapshot", snapshot: snapshot({ revision: 2 }) });
  expect(machine.snapshot?.revision).toBe(2);
});

it("does not go back to a reply that is older than an event", async () => {
  let reply = (): void => {};
  const host = new FakeHost({
    snapshot: () => new Promise((resolve) => (reply = () => resolve(snapshot({ revision: 1 })))),
  });
  const machine = new MachineState(host);
  const loaded = machine.load();
  machine.hear({ event: "snapshot", snapshot: snapshot({ revision: 2 }) });
  reply();
  await loaded;
  expect(machine.snapshot?.revision).toBe(2);
});

it("keeps what was seen when a later look fails, and says that it failed", async () => {
  const host = new FakeHost({ snapshot: () => snapshot() });
  const machine = new MachineState(host);
  await machine.load();
  host.on("refresh", () => {
    throw failure("no_permission", "The folder could not be read");
  });
  await machine.refresh();
  expect(machine.snapshot).not.toBeNull();
  expect(machine.failure?.code).toBe("no_permission");
  expect(machine.looking).toBe(false);
  host.on("refresh", () => snapshot());
  await machine.refresh();
  expect(machine.failure).toBeNull();
});

it("takes what is no failure for a defect", async () => {
  const machine = new MachineState(
    new FakeHost({
      snapshot: () => {
        throw new Error("boom");
      },
    }),
  );
  await machine.load();
  expect(machine.failure).toEqual({ code: "internal", message: "boom", path: null, hint: null });
});
