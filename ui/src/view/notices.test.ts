import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { open } from "../../test/open";
import { everythingInSight } from "../../test/sight";
import type { FakeHost } from "../host/fake";
import { job, plan } from "../sample/action";
import { OLD_BREW, WEATHER } from "../sample/machine";
import { hostIn } from "../sample/states";
import { notice, PREFERENCES, told } from "../sample/telling";

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const news = () => screen.findByRole("list", { name: "Since you last looked" });
const activity = () => screen.getByRole("tab", { name: /^Activity/ });

afterEach(() => vi.unstubAllGlobals());

describe("what happened since one last looked", () => {
  it("stands on the first view, and nothing that was seen before", async () => {
    await open("notices");
    expect(within(await news()).getAllByRole("listitem")).toHaveLength(2);
    expect(screen.getByText("pandas went into Homebrew's Python 3.13")).toBeVisible();
    expect(screen.queryByText("pip's guard was switched off")).toBeNull();
  });

  it("is not there when nothing happened", async () => {
    await open("fix");
    expect(screen.queryByText("Since you last looked")).toBeNull();
  });

  it("says so where nothing is left to do, and offers nothing", async () => {
    await open("notices-settled");
    const [first] = within(await news()).getAllByRole("listitem");
    expect(first).toHaveTextContent("Settled: nothing is left to do about it");
    expect(within(first as HTMLElement).queryByRole("button")).toBeNull();
  });

  it("comes while one looks, and is said aloud", async () => {
    const { host } = await open("fix");
    host.emit({ event: "noticed", ...notice({ id: "9", title: "`six` went into Apple's Python" }) });
    expect(within(await news()).getByRole("heading")).toHaveTextContent("six went into Apple's Python");
    expect(screen.getByText("six went into Apple's Python", { selector: "[role=status]" })).toBeInTheDocument();
  });

  it("marks the activity for eyes and ears until it was seen", async () => {
    await open("notices");
    expect(activity()).toHaveAccessibleName("Activity");
    expect(activity()).toHaveAccessibleDescription("2 new notices");
    expect(activity().querySelector(".new")).not.toBeNull();
  });

  it("shows the plan of an action before it runs it", async () => {
    const { host, user } = await open("notices");
    await user.click(await button(/^Undo: pandas went into/));
    expect(await screen.findByText(/the 4 that came along are removed/)).toBeVisible();
    expect(host.bodies("start")).toEqual([]);
    const back = plan({ title: "Take pandas out" });
    host.on("jobs", () => [job({ id: "out", wish: ["take-out"], plan: back })]);
    host.on("start", () => "out");
    expect(await button("Not now")).toHaveAttribute("aria-expanded", "true");
    await user.click(within(await news()).getByRole("button", { name: "Undo" }));
    expect(host.bodies("start")[0]?.wish.slice(0, 3)).toEqual(["take-out", "--python", OLD_BREW.id]);
    expect(await screen.findByRole("region", { name: "Take pandas out" })).toHaveFocus();
  });

  it("leads where something has to be chosen first, unfolded", async () => {
    const { user } = await open("notices");
    await user.click(await button(/^Move to a sandbox/));
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Pythons");
    expect(await button(/^Homebrew 3.13.14/)).toHaveAttribute("aria-expanded", "true");
    expect(await button("Rescue 5 packages")).toBeVisible();
  });

  it("asks whether the system may tell, the first time there is something to tell", async () => {
    const { host, user } = await open("notices-unasked");
    await user.click(await button("Allow notices"));
    expect(host.bodies("ask_for_notifications")).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText("Let Sandbar tell you")).toBeNull());
  });

  it("does not ask again where the answer was no, nor without an occasion", async () => {
    const { host } = await open("notices-denied");
    await news();
    await waitFor(() => expect(host.bodies("notification_access")).toHaveLength(1));
    expect(screen.queryByText("Let Sandbar tell you")).toBeNull();
  });
});

it("does not so much as ask the system before there is something to tell", async () => {
  const { host } = await open("settings-unasked");
  expect(host.bodies("notification_access")).toEqual([]);
  expect(screen.queryByText("Let Sandbar tell you")).toBeNull();
});

/** The names of the notices that the engine heard have been seen. */
const seen = (host: FakeHost) => host.bodies("notices_seen").flatMap(({ ids }) => ids);

describe("a notice that was on screen", () => {
  beforeEach(everythingInSight);

  it("has been seen, and stays where it is for this visit", async () => {
    const { host } = await open("notices");
    await news();
    expect(seen(host)).toEqual([]);
    await waitFor(() => expect(seen(host)).toEqual(["5", "4"]), { timeout: 5000 });
    expect(await news()).toBeVisible();
    expect(activity()).not.toHaveAccessibleDescription();
    host.on("notices", () => told(new Date()).map((each) => ({ ...each, seen: true })));
    host.emit({ event: "shown" });
    await waitFor(() => expect(screen.queryByText("Since you last looked")).toBeNull());
  });

  it("has been seen in the activity, too", async () => {
    const { host } = await open("notices", { tab: "activity" });
    await waitFor(() => expect(seen(host)).toEqual(["5", "4"]), { timeout: 5000 });
    expect(screen.getAllByText("New")).toHaveLength(2);
  });

  it("is the only one that has been seen: those that are not drawn stay new", async () => {
    const ids = ["7", "6", "5", "4", "3", "2", "1"];
    const host = hostIn({ notices: ids.map((id) => notice({ id })) });
    const { user } = await open("notices", {}, host);
    await waitFor(() => expect(seen(host)).toEqual(["7", "6", "5"]), { timeout: 5000 });
    expect(activity()).toHaveAccessibleDescription("4 new notices");
    await user.click(await button("Show all 7 in Activity"));
    await waitFor(() => expect(seen(host)).toEqual(["7", "6", "5", "4", "3"]), { timeout: 5000 });
    await user.click(await button("Show all 7"));
    await waitFor(() => expect(seen(host)).toEqual(ids), { timeout: 5000 });
  });
});

describe("the activity", () => {
  it("lists what was told, with what can still be done about it", async () => {
    const { user } = await open("notices", { tab: "activity" });
    expect(within(await screen.findByRole("list", { name: "Told" })).getAllByRole("listitem")).toHaveLength(5);
    await user.click(await button(/^The sandbox of old-scraper/));
    expect(screen.getByText(/most likely with an upgrade/)).toBeVisible();
    await user.click(await button(/^Repair: /));
    expect(await screen.findByText(/so it is made anew/)).toBeVisible();
  });

  it("mutes a kind or a place from the row, and takes that back", async () => {
    const { host, user } = await open("notices", { tab: "activity" });
    await user.click(await button(/^pandas went into/));
    await user.click(await button("Mute this Python"));
    expect(host.bodies("prefer").at(-1)?.muted).toEqual([OLD_BREW.path]);
    expect(await screen.findByText("Your system shows no more of these")).toBeInTheDocument();
    await user.click(await button("Unmute this Python"));
    await user.click(await button("Mute this kind"));
    expect(host.bodies("prefer").at(-1)).toEqual({ ...PREFERENCES, notify: { ...PREFERENCES.notify, system_install: false } });
  });

  it("leads to what a notice without an action is about", async () => {
    const { user } = await open("notices", { tab: "activity" });
    await user.click(await button(/^An install into Homebrew/));
    await user.click(await button(/^Show it/));
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Pythons");
  });
});

describe("the engine", () => {
  it("opens what a notification was about", async () => {
    const { host } = await open("fix");
    const title = () => screen.getByRole("heading", { level: 1 });
    host.emit({ event: "open", place: { place: "project", path: WEATHER.path } });
    await waitFor(() => expect(title()).toHaveTextContent("weather-bot"));
    host.emit({ event: "open", place: { place: "python", path: OLD_BREW.path } });
    await waitFor(() => expect(title()).toHaveTextContent("Pythons"));
    expect(await button(/^Homebrew 3.13.14/)).toHaveAttribute("aria-expanded", "true");
    host.emit({ event: "open", place: { place: "activity" } });
    await waitFor(() => expect(title()).toHaveTextContent("Activity"));
    host.emit({ event: "open", place: { place: "now" } });
    await waitFor(() => expect(title()).toHaveTextContent("1 thing to fix"));
  });

  it("hears what stands open, whenever that is another thing and when the window comes up", async () => {
    const { host, user } = await open("fix");
    const heard = () => host.bodies("viewing").map(({ subject }) => subject);
    expect(heard()).toEqual([]);
    await user.click(await button(/^weather-bot/));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("tab", { name: "Pythons" }));
    await user.click(await button(/^Homebrew 3.13.14/));
    expect(heard()).toEqual([WEATHER.path, null, OLD_BREW.path]);
    host.emit({ event: "shown" });
    await waitFor(() => expect(heard()).toEqual([WEATHER.path, null, OLD_BREW.path, OLD_BREW.path]));
    await user.click(await button(/^Homebrew 3.13.14/));
    expect(heard().at(-1)).toBeNull();
  });
});
