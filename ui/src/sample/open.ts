/** Opens a sample in a browser: `?state=good&tab=pythons&project=/Users/ada/code/thesis-plots&lang=de`. */
import type { JobId, Plan } from "../contract";
import { TABS, type Tab } from "../state/place.svelte";
import type { FakeHost } from "../host/fake";
import { job } from "./action";
import { playing } from "./script";
import { hostIn, STATES } from "./states";
import { choose, speak } from "../words";

/** How long the scripted engine thinks between two events, in milliseconds. */
const PACE = 500;

export function fromAddress({ searchParams }: URL): { host: FakeHost; tab: Tab; project: string | null } {
  const state = (STATES[searchParams.get("state") ?? "fix"] ?? STATES.fix)?.() ?? {};
  const host = hostIn(state, play);
  const { listen } = host;
  host.listen = async (hear) => {
    const deaf = await listen.call(host, hear);
    state.events?.forEach(hear);
    return deaf;
  };
  // English unless asked for: a picture of a sample looks the same on every machine.
  speak(choose(searchParams.get("lang"), []));
  const tab = TABS.find((each) => each === searchParams.get("tab")) ?? "now";
  return { host, tab, project: searchParams.get("project") };
}

function play(host: FakeHost, wish: string[], plan: Plan): JobId {
  const begun = job({ id: `job-${(count += 1)}`, wish, plan });
  const events = playing(begun);
  const next = (): void => {
    const { value } = events.next();
    if (!value) return;
    host.emit(value);
    setTimeout(next, PACE);
  };
  next();
  return begun.id;
}

let count = 0;
