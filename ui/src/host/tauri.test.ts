import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";

import type { Event } from "../contract";
import { failure } from "./fake";
import { inTauri, TauriHost } from "./tauri";

interface Call {
  name: string;
  body: unknown;
  events?: { id: number };
}

afterEach(clearMocks);

it("sends every request through the one command", async () => {
  const calls: [string, unknown][] = [];
  mockIPC((command, body) => {
    calls.push([command, body]);
    return "job-1";
  });
  const body = { wish: ["venv", "create", "/p"], fingerprint: "f" };
  await expect(new TauriHost().request("start", body)).resolves.toBe("job-1");
  expect(calls).toEqual([["rpc", { name: "start", body }]]);
  expect(inTauri()).toBe(true);
});

it("rejects with the engine's failure", async () => {
  const stale = failure("stale", "The plan is stale");
  mockIPC(() => Promise.reject(stale));
  await expect(new TauriHost().request("snapshot", null)).rejects.toEqual(stale);
});

it("makes a failure of what the shell itself throws", async () => {
  mockIPC(() => Promise.reject("rpc not allowed"));
  await expect(new TauriHost().request("snapshot", null)).rejects.toMatchObject({
    code: "internal",
    message: "rpc not allowed",
  });
});

it("subscribes once with a channel, and hears until it is told not to", async () => {
  let subscribed: Call | undefined;
  mockIPC((_command, call) => {
    subscribed = call as unknown as Call;
    return null;
  });
  const heard: Event[] = [];
  const deaf = await new TauriHost().listen((event) => heard.push(event));
  expect(subscribed).toMatchObject({ name: "subscribe", body: null });
  const { id } = subscribed?.events ?? { id: 0 };
  send(id, 0, { event: "shown" });
  expect(heard).toEqual([{ event: "shown" }]);
  deaf();
  send(id, 1, { event: "shown" });
  expect(heard).toHaveLength(1);
});

/** Sends as Tauri's own script does, with the place of the message in the channel's order. */
function send(id: number, index: number, message: Event): void {
  const { runCallback } = (window as unknown as { __TAURI_INTERNALS__: { runCallback(id: number, payload: unknown): void } })
    .__TAURI_INTERNALS__;
  runCallback(id, { message, index });
}
