/** Opens a sample in a browser: `?state=good&tab=pythons&project=/Users/ada/code/thesis-plots&lang=de&done=pip`. */
import type { JobId, Plan } from "../contract";
import { TABS, type Tab } from "../state/place.svelte";
import type { FakeHost } from "../host/fake";
import type { Kept } from "../state/lessons.svelte";
import { job } from "./action";
import { playing } from "./script";
import { hostIn, type State, STATES } from "./states";
import { choose, speak } from "../words";

/** How long the scripted engine thinks between two events, in milliseconds. */
const PACE = 500;

interface Opened {
  host: FakeHost;
  tab: Tab;
  project: string | null;
  languages: string[];
  kept: Kept;
}

export function fromAddress({ searchParams }: URL): Opened {
  const state = (STATES[searchParams.get("state") ?? "fix"] ?? STATES.fix)?.() ?? {};
  const host = hostIn(state, play(state));
  const { listen } = host;
  host.listen = async (hear) => {
    const deaf = await listen.call(host, hear);
    state.events?.forEach(hear);
    return deaf;
  };
  // English unless asked for: a picture of a sample looks the same on every machine.
  const languages = searchParams.getAll("lang");
  speak(choose(null, languages));
  const tab = TABS.find((each) => each === searchParams.get("tab")) ?? "now";
  return { host, tab, project: searchParams.get("project"), languages, kept: { getItem: () => searchParams.get("done"), setItem: () => {} } };
}

function play(state: State): (host: FakeHost, wish: string[], plan: Plan) => JobId {
  let seen = typeof state.snapshot === "object" ? state.snapshot : undefined;
  return (host, wish, plan) => {
    const begun = job({ id: `begun-${(count += 1)}`, wish, plan });
    const events = playing(begun, seen);
    const next = (): void => {
      const { value } = events.next();
      if (!value) return;
      if (value.event === "snapshot") seen = value.snapshot;
      host.emit(value);
      setTimeout(next, PACE);
    };
    next();
    return begun.id;
  };
}

let count = 0;
