import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../../test/open";
import { failure } from "../host/fake";
import { job, plan } from "../sample/action";
import { BREW, WEATHER } from "../sample/machine";

const button = (name: string | RegExp) => screen.findByRole("button", { name });

describe("what is in the way", () => {
  it("is a network that is not there, and the same can be tried again", async () => {
    const { host, user } = await open("offline");
    expect(await screen.findByRole("alert")).toHaveTextContent("The package index could not be reached");
    expect(screen.getByRole("alert")).toHaveTextContent("Check the network");
    await user.click(await button("Try again"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["add", WEATHER.path, "pandas"]);
  });

  it("is a folder that the system keeps shut, with what opens it", async () => {
    await open("locked", { tab: "projects" });
    const [folder] = within(screen.getByRole("list", { name: "Watched folders" })).getAllByRole("listitem");
    expect(folder).toHaveTextContent("No access");
    expect(folder).toHaveTextContent("Allow it in System Settings");
  });

  it("is another job, among the tools too, wherever it was begun", async () => {
    await open("busy", { tab: "tools" });
    expect(await screen.findByText(/is at work on Homebrew/)).toBeVisible();
    expect(screen.getByText("Downloading black")).toBeVisible();
    expect(await button(/^black 26.10.1/)).toHaveTextContent("At work");
  });

  it("is not the length of a log: the last lines are kept, and the number of all is told", async () => {
    const { user } = await open("log");
    await user.click(await button("Output · the last 1,000 of 30,000 lines"));
    const lines = screen.getByRole("region", { name: "Output" }).textContent?.trim().split("\n") ?? [];
    expect(lines).toHaveLength(1000);
    expect(lines.at(-1)).toContain("[30000/30000]");
  });
});

describe("a guard", () => {
  it("is explained in plain words, with what the marker says itself", async () => {
    const { user } = await open("fix", { tab: "pythons" });
    await user.click(await button(/^Homebrew 3.14.6/));
    expect(screen.getByText(/A protected Python \(externally managed\): other programs of Homebrew/)).toBeVisible();
    await user.click(await button("What pip says when it refuses"));
    expect(screen.getByText(/To install Python packages system-wide/)).toBeVisible();
    expect(await button(/^Homebrew 3.14.6/)).toHaveTextContent("python3");
  });

  it("that was broken through says so, and how to take it back", async () => {
    const { host, user } = await open("fix", { tab: "pythons" });
    await user.click(await button(/^Homebrew 3.14.6/));
    await user.click(await button("Install here anyway…"));
    await user.type(screen.getByRole("textbox"), "httpx{Enter}");
    await user.click(await button("Look first"));
    await user.type(await screen.findByRole("textbox", { name: "The names, once more" }), "httpx");
    const through = job({ id: "through", wish: ["break-glass", "--python", BREW.id, "httpx"], plan: plan({ title: "Install httpx", undo: "It is removed again" }), state: "ended", outcome: "done" });
    host.on("start", () => through.id).on("jobs", () => [through]);
    await user.click(await button("Install anyway"));
    expect(await screen.findByRole("heading", { name: "It is in the protected Python" })).toBeVisible();
    await user.click(await button("Undo"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["undo", "through"]);
  });
});

it("pip that is another Python's is shown beside it, with the one line that ends it", async () => {
  const { host, user } = await open("mismatch", { tab: "pythons" });
  const picture = within(screen.getByRole("region", { name: "They are not the same Python" }));
  expect(picture.getAllByRole("listitem").map((each) => each.textContent)).toEqual([
    expect.stringMatching(/pip.*python\.org 3\.13\.5.*installs here/),
    expect.stringMatching(/python3.*Homebrew 3\.14\.6.*looks here/),
  ]);
  await user.click(await button("Copy python3 -m pip install"));
  expect(host.bodies("copy")).toEqual([{ text: "python3 -m pip install" }]);
});

describe("the history", () => {
  const at = { tab: "activity" } as const;

  it("tries again what came to nothing", async () => {
    const { host, user } = await open("fix", at);
    await user.click(await button(/with a rather long name/));
    await user.click(await button("Try again"));
    expect(host.bodies("plan").at(-1)?.wish.slice(0, 2)).toEqual(["venv", "create"]);
  });

  it("gives up an undo only when that was said twice", async () => {
    const { host, user } = await open("fix", at);
    await user.click(await button(/^Create a sandbox for photo-sorter/));
    await user.click(await button("Give up the undo"));
    expect(host.bodies("forget")).toEqual([]);
    await user.click(await button("To the Trash"));
    expect(host.bodies("forget")).toEqual([{ id: "job-5" }]);
    expect(await screen.findByText("The undo was given up")).toBeInTheDocument();
  });

  it("says why an undo could not be given up", async () => {
    const { host, user } = await open("fix", at);
    host.on("forget", () => {
      throw failure("no_permission", "The Trash could not be reached");
    });
    await user.click(await button(/^Create a sandbox for photo-sorter/));
    await user.click(await button("Give up the undo"));
    await user.click(await button("To the Trash"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The Trash could not be reached");
  });
});
