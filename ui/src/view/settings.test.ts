import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";

import { open, type Opened } from "../../test/open";
import { failure } from "../host/fake";
import { OLD_BREW, SCRAPER } from "../sample/machine";
import { hostIn } from "../sample/states";
import { DIAGNOSIS, PREFERENCES } from "../sample/telling";
import { speak, words } from "../words";

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const toggle = (name: string) => screen.findByRole("switch", { name });
const title = () => screen.getByRole("heading", { level: 1 });

async function opened(state: string): Promise<Opened> {
  const at = await open(state);
  await at.user.keyboard("{Meta>},{/Meta}");
  expect(title()).toHaveTextContent("Settings");
  return at;
}

afterEach(() => speak("en"));

describe("the settings", () => {
  it("are opened by their button, by a key, and by the engine, and left with Escape", async () => {
    const { host, user } = await open("settings");
    await user.click(await button("Settings"));
    expect(title()).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(title()).toHaveTextContent("1 thing to fix");
    host.emit({ event: "open", place: { place: "settings" } });
    expect(await screen.findByRole("heading", { name: "Settings" })).toBeVisible();
    expect(host.bodies("hide")).toEqual([]);
  });

  it("say of each kind of notice what it means, and switch it off", async () => {
    const { host, user } = await opened("settings");
    const kind = await toggle("Projects without a sandbox");
    expect(kind).toBeChecked();
    expect(kind).toHaveAccessibleDescription(/when it has been quiet/);
    await user.click(kind);
    expect(host.bodies("prefer").at(-1)?.notify).toEqual({ ...PREFERENCES.notify, new_project: false });
    expect(kind).not.toBeChecked();
  });

  it("switch with the keyboard, too", async () => {
    const { host, user } = await opened("settings");
    (await toggle("Open at login")).focus();
    await user.keyboard(" ");
    expect(host.bodies("prefer").at(-1)?.launch_at_login).toBe(true);
  });

  it("unmute what is muted, a Python by its name", async () => {
    const { host, user } = await opened("settings");
    await user.click(await button("Unmute Homebrew 3.13.14"));
    expect(host.bodies("prefer").at(-1)?.muted).toEqual([SCRAPER.path]);
    expect(screen.queryByTitle(OLD_BREW.path)).toBeNull();
    expect(screen.getByTitle(SCRAPER.path)).toBeVisible();
  });

  it("say how the window comes back when the icon is hidden", async () => {
    await opened("settings");
    expect(await toggle("Icon in the menu bar")).toHaveAccessibleDescription(/open Sandbar from Applications/);
  });

  it("do not show what this system can't do", async () => {
    await opened("settings-bare");
    await toggle("Projects without a sandbox");
    expect(screen.queryByRole("switch", { name: "Open at login" })).toBeNull();
    expect(screen.queryByRole("switch", { name: /Icon/ })).toBeNull();
    expect(screen.queryByText(/update/i)).toBeNull();
    expect(screen.getByText("No folder is watched yet")).toBeVisible();
  });

  it("say why a choice could not be kept, and take it back", async () => {
    const { host, user } = await opened("settings");
    host.on("prefer", () => {
      throw failure("internal", "The login items could not be changed");
    });
    const login = await toggle("Open at login");
    await user.click(login);
    expect(await screen.findByRole("alert")).toHaveTextContent("The login items could not be changed");
    await waitFor(() => expect(login).not.toBeChecked());
  });

  it("add and remove watched folders", async () => {
    const { host, user } = await opened("settings");
    await user.click(await button("Stop watching ~/code"));
    await user.click(await button("Add folder"));
    expect(host.bodies("remove_folder")).toHaveLength(1);
    expect(host.bodies("add_folder")).toHaveLength(1);
  });
});

describe("whether the system shows notices", () => {
  it("is asked in context, once somebody presses for it", async () => {
    const { host, user } = await opened("settings-unasked");
    expect(await screen.findByText("Your system was not asked yet")).toBeVisible();
    expect(host.bodies("ask_for_notifications")).toEqual([]);
    await user.click(await button("Allow notices"));
    expect(await screen.findByText("Your system shows them")).toBeVisible();
    expect(screen.getByText("Your system shows notices from now on")).toBeInTheDocument();
  });

  it("is changed elsewhere once it was denied, and looked at again when the window comes back", async () => {
    const { host } = await opened("notices-denied");
    expect(await screen.findByText(/open System Settings, then Notifications/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Allow notices" })).toBeNull();
    host.on("notification_access", () => "granted");
    host.emit({ event: "shown" });
    expect(await screen.findByText("Your system shows them")).toBeVisible();
  });

  it("may be that nothing can show them but this window", async () => {
    await opened("settings-bare");
    expect(await screen.findByText(/the icon in the panel changes its shape/)).toBeVisible();
  });
});

describe("the language", () => {
  it("is another one at once, and the choice keeps the focus", async () => {
    const { host, user } = await opened("settings");
    await user.click(await screen.findByRole("radio", { name: "Deutsch" }));
    expect(await screen.findByRole("heading", { name: "Einstellungen" })).toBeVisible();
    expect(host.bodies("prefer").at(-1)?.language).toBe("de");
    await waitFor(() => expect(screen.getByRole("radio", { name: "Deutsch" })).toHaveFocus());
    await user.click(screen.getByRole("radio", { name: "Wie das System" }));
    expect(await screen.findByRole("heading", { name: "Settings" })).toBeVisible();
    expect(host.bodies("prefer").at(-1)?.language).toBeNull();
    expect(words.language).toBe("en");
  });

  it("is the one that was chosen when the popover opens", async () => {
    const host = hostIn({ preferences: { language: "ja" } });
    await open("fix", {}, host);
    await waitFor(() => expect(words.language).toBe("ja"));
    expect(screen.getByRole("tab", { selected: true })).toHaveTextContent(words.tabs.now);
  });
});

it("copies the diagnosis, says what is in it before, and shows it after", async () => {
  const { host, user } = await opened("settings");
  expect(screen.getByText(/Not in it: your name/)).toBeVisible();
  expect(host.bodies("diagnosis")).toEqual([]);
  await user.click(await button("Copy diagnosis"));
  expect(host.bodies("copy")).toEqual([{ text: DIAGNOSIS }]);
  expect(within(screen.getByRole("region", { name: "For a teacher or an issue" })).getByText(/4 \(1 guarded/)).toBeVisible();
});

it("says why there is no diagnosis", async () => {
  const { host, user } = await opened("settings");
  host.on("diagnosis", () => {
    throw failure("internal", "Sandbar met a defect of its own while looking");
  });
  await user.click(await button("Copy diagnosis"));
  expect(await screen.findByRole("alert")).toHaveTextContent("The diagnosis could not be made");
  expect(host.bodies("copy")).toEqual([]);
});
