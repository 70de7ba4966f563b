/** Opens a sample in a browser: `?state=good&tab=pythons&project=/Users/ada/code/thesis-plots`. */
import { TABS, type Tab } from "../state/place.svelte";
import type { FakeHost } from "../host/fake";
import { job } from "./action";
import { creating } from "./script";
import { hostIn, STATES } from "./states";

/** How long the scripted engine thinks between two events, in milliseconds. */
const PACE = 500;

export function fromAddress({ searchParams }: URL): { host: FakeHost; tab: Tab; project: string | null } {
  const state = (STATES[searchParams.get("state") ?? "fix"] ?? STATES.fix)?.() ?? {};
  const host = hostIn(state);
  const { listen } = host;
  host.listen = async (hear) => {
    const deaf = await listen.call(host, hear);
    state.events?.forEach(hear);
    return deaf;
  };
  host.on("start", () => {
    play(host);
    return job().id;
  });
  const tab = TABS.find((each) => each === searchParams.get("tab")) ?? "now";
  return { host, tab, project: searchParams.get("project") };
}

function play(host: FakeHost): void {
  const events = creating();
  const next = (): void => {
    const { value } = events.next();
    if (!value) return;
    host.emit(value);
    setTimeout(next, PACE);
  };
  setTimeout(next, PACE);
}
