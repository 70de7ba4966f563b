/** Opens the popover in one of the sample states, with the host that a test then speaks through. */
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect } from "vitest";

import App from "../src/App.svelte";
import type { FakeHost } from "../src/host/fake";
import { hostIn, STATES } from "../src/sample/states";
import type { Tab } from "../src/state/place.svelte";
import { words } from "../src/words";

export interface Opened {
  host: FakeHost;
  user: ReturnType<typeof userEvent.setup>;
}

export async function open(name: string, at: { tab?: Tab; project?: string } = {}, host?: FakeHost): Promise<Opened> {
  const state = STATES[name]?.();
  if (!state) throw new Error(`There is no sample state called ${name}`);
  const used = host ?? hostIn(state);
  render(App, { props: { host: used, ...at } });
  if (state.snapshot !== "never") await waitFor(() => expect(screen.queryByText(words.loading)).toBeNull());
  for (const event of state.events ?? []) used.emit(event);
  return { host: used, user: userEvent.setup() };
}
