import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../test/open";
import { job } from "./sample/action";
import { snapshot, THESIS } from "./sample/machine";
import { answerTo } from "./sample/ways";

const title = () => screen.getByRole("heading", { level: 1 });

describe("the keyboard", () => {
  it("goes through the tabs with the arrows, one stop for Tab", async () => {
    const { user } = await open("fix");
    const now = screen.getByRole("tab", { name: "Now" });
    now.focus();
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    expect(screen.getByRole("tab", { name: "Pythons" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(title()).toHaveTextContent("Pythons");
    expect(screen.getAllByRole("tab").filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
    await user.keyboard("{End}");
    expect(screen.getByRole("tab", { name: "Activity" })).toHaveFocus();
  });

  it("goes through a list with the arrows, and comes back to the row it left", async () => {
    const { user } = await open("dozen", { tab: "projects" });
    const row = (name: string) => screen.getByRole("button", { name: new RegExp(`^${name} `) });
    row("project-1").focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(row("project-3")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(title()).toHaveTextContent("project-3");
    expect(title()).toHaveFocus();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(row("project-3")).toHaveFocus());
  });

  it("hides the window with Escape when there is no way back", async () => {
    const { host, user } = await open("fix");
    await user.keyboard("{Escape}");
    expect(host.bodies("hide")).toHaveLength(1);
  });

  it("finds the search, from anywhere", async () => {
    const { user } = await open("dozen");
    await user.keyboard("{Meta>}f{/Meta}");
    await waitFor(() => expect(screen.getByRole("searchbox")).toHaveFocus());
  });

  it("looks again and quits", async () => {
    const { host, user } = await open("fix");
    await user.keyboard("{Meta>}r{/Meta}");
    await user.keyboard("{Control>}q{/Control}");
    expect(host.bodies("refresh")).toHaveLength(1);
    expect(host.bodies("quit")).toHaveLength(1);
  });

  it("adds a package by itself, over the look and its plan", async () => {
    const { host, user } = await open("good", { tab: "projects", project: THESIS.path });
    const look = job({ id: "look", plan: { ...job().plan, fingerprint: `look-add ${THESIS.path} pandas` } });
    host.on("start", ({ fingerprint }) => {
      if (!fingerprint.startsWith("look-")) return job().id;
      host.emit({ event: "job", job: look });
      return look.id;
    });
    screen.getByRole("textbox", { name: "Add packages" }).focus();
    await user.keyboard("pandas{Enter}");
    await waitFor(() => expect(screen.getByRole("button", { name: "Look first" })).toHaveAttribute("aria-disabled", "false"));
    await user.keyboard("{Tab}{Enter}");
    expect(await screen.findByRole("group", { name: "Looking…" })).toHaveFocus();
    host.on("plan", ({ wish }) => answerTo(wish, true));
    host.emit({ event: "job", job: { ...look, state: "ended", outcome: "done" } });
    await waitFor(() => expect(screen.getByRole("group", { name: "What will be done" })).toHaveFocus());
    await user.keyboard("{Tab}{Enter}");
    expect(host.bodies("start").map((each) => each.wish)).toEqual(Array(2).fill(["add", THESIS.path, "pandas"]));
  });

  it("is not lost when the pressed button gives way to its progress", async () => {
    const { host, user } = await open("fix");
    const create = await screen.findByRole("button", { name: "Create sandbox" });
    await waitFor(() => expect(create).toHaveAttribute("aria-disabled", "false"));
    host.on("jobs", () => [job()]);
    create.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("region", { name: "Create a sandbox for weather-bot" })).toHaveFocus());
  });
});

describe("the engine", () => {
  it("may fail at first, and be asked again", async () => {
    const { host, user } = await open("error");
    expect(title()).toHaveTextContent("Sandbar can't look at this machine");
    expect(screen.getByRole("alert")).toHaveTextContent("Mend the file");
    host.on("snapshot", () => snapshot());
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: "1 thing to fix" })).toBeVisible();
  });

  it("may take its time", async () => {
    await open("loading");
    expect(screen.getByText("Looking at Python on this machine")).toBeInTheDocument();
  });

  it("is listened to before it is asked", async () => {
    const { host } = await open("fix");
    host.emit({ event: "shown" });
    await waitFor(() => expect(host.bodies("jobs")).toHaveLength(2));
  });

  it("has its jobs and notices read again when some of what it said was missed", async () => {
    const { host } = await open("fix");
    host.emit({ event: "missed" });
    await waitFor(() => expect([host.bodies("jobs").length, host.bodies("notices").length]).toEqual([2, 2]));
  });
});
