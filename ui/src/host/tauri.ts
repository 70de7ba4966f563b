/**
 * The app's own host: one Tauri command, and one channel for events.
 *
 * The only file that imports `@tauri-apps`.
 */
import { Channel, invoke } from "@tauri-apps/api/core";

import type { Event } from "../contract";
import { asFailure, type Body, type Host, type Reply, type RequestName } from "./host";

/** The one command that the window may call. */
const COMMAND = "rpc";

export class TauriHost implements Host {
  async request<K extends RequestName>(name: K, body: Body<K>): Promise<Reply<K>> {
    try {
      return await invoke<Reply<K>>(COMMAND, { name, body });
    } catch (thrown) {
      throw asFailure(thrown);
    }
  }

  async listen(hear: (event: Event) => void): Promise<() => void> {
    const events = new Channel<Event>();
    events.onmessage = hear;
    try {
      await invoke(COMMAND, { name: "subscribe", body: null, events });
    } catch (thrown) {
      throw asFailure(thrown);
    }
    // A channel can't be closed from this side; what still comes is let go.
    return () => {
      events.onmessage = () => {};
    };
  }
}

/** Whether this page runs in the app's own window. */
export function inTauri(): boolean {
  return "__TAURI_INTERNALS__" in window;
}
