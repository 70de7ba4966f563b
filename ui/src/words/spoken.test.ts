import { screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, it } from "vitest";

import { open } from "../../test/open";
import { speak, words } from "../words";

afterEach(() => speak("en"));

it("is changed while the popover is open, which stays where it was", async () => {
  await open("fix", { tab: "pythons" });
  const before = screen.getByRole("main");
  speak("de");
  await tick();
  expect(words.language).toBe("de");
  expect(document.documentElement).toHaveAttribute("lang", "de");
  expect(before).not.toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("tab", { selected: true })).toHaveTextContent(words.tabs.pythons));
});
