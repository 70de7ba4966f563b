import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../../test/open";
import { failure } from "../host/fake";
import { HOME, OLD_BREW, SCRAPER, THESIS, WEATHER } from "../sample/machine";

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const at = { tab: "projects", project: THESIS.path } as const;
const packages = (group = "You asked for") => screen.findByRole("list", { name: group });

describe("the packages of a project", () => {
  it("say which were asked for and for whose sake the others are there, and are removed one by one", async () => {
    const { host, user } = await open("good", at);
    expect(host.bodies("packages")).toEqual([{ path: `${THESIS.path}/.venv` }]);
    expect(within(await packages()).getAllByRole("listitem").map((each) => each.textContent)).toEqual([
      expect.stringContaining("matplotlib"),
      expect.stringContaining("numpy"),
    ]);
    await user.click(await button("Came along · 4"));
    expect(await packages("Came along · 4")).toHaveTextContent("1.3.3 · needed by matplotlib");
    await user.click(await button(/^numpy/));
    await user.click(await button("Remove numpy"));
    expect(await screen.findByText(/goes, out of the sandbox/)).toBeVisible();
    await user.click(await button("Remove numpy"));
    expect(host.bodies("start")[0]?.wish).toEqual(["remove", THESIS.path, "numpy"]);
  });

  it("are upgraded one by one", async () => {
    const { host, user } = await open("good", at);
    await user.click(await button(/^matplotlib/));
    await user.click(await button("Upgrade matplotlib"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["upgrade", THESIS.path, "matplotlib"]);
  });

  it("are guarded against a slip of the keyboard", async () => {
    const { host, user } = await open("good", at);
    await user.type(screen.getByRole("textbox", { name: "Add packages" }), "reqeusts{Enter}");
    expect(await screen.findByText(/Did you mean/)).toHaveTextContent("Did you mean requests?");
    await user.click(await button("Look first"));
    await user.click(await button("Add requests"));
    expect(host.bodies("start").map((each) => each.wish)).toEqual(Array(2).fill(["add", THESIS.path, "requests"]));
  });

  it("are added from a file that the system's own window asks for", async () => {
    const { host, user } = await open("good", at);
    const file = `${THESIS.path}/requirements-dev.txt`;
    await user.click(await button("Choose file"));
    await user.click(await button("Not now"));
    expect(screen.queryByRole("button", { name: "Look first" })).toBeNull();
    await user.click(await button("Choose file"));
    expect(host.bodies("pick_file")).toHaveLength(2);
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["add", THESIS.path, "-r", file]);
    await user.click(await button("Look first"));
    await user.click(await button("Add requirements-dev.txt"));
    expect(host.bodies("start").map((each) => each.wish)).toEqual(Array(2).fill(["add", THESIS.path, "-r", file]));
  });

  it("are added after a look at what that would be", async () => {
    const { host, user } = await open("good", at);
    await user.type(screen.getByRole("textbox", { name: "Add packages" }), "pandas, rich{Enter}");
    await user.click(await button("Look first"));
    expect(await screen.findByText(/4 packages come along/)).toBeVisible();
    await user.click(await button("Add 2 packages"));
    expect(host.bodies("start").map((each) => each.wish)).toEqual(Array(2).fill(["add", THESIS.path, "pandas", "rich"]));
  });

  it("are found when they are many", async () => {
    const { user } = await open("full", at);
    expect(within(await packages()).getAllByRole("listitem")).toHaveLength(6);
    await user.keyboard("{Meta>}f{/Meta}");
    const search = screen.getByRole("textbox", { name: "Search packages" });
    expect(search).toHaveFocus();
    await user.type(search, "package-11");
    const found = [...within(await packages()).getAllByRole("listitem"), ...within(await packages("Came along · 7")).getAllByRole("listitem")];
    expect(found).toHaveLength(10);
    expect(screen.getByText("10 packages found")).toBeInTheDocument();
  });

  it("go through with the arrow keys, one stop for Tab", async () => {
    const { user } = await open("good", at);
    (await button(/^matplotlib/)).focus();
    await user.keyboard("{ArrowDown}");
    expect(await button(/^numpy/)).toHaveFocus();
  });

  it("say why they could not be read", async () => {
    const { host, user } = await open("good", { tab: "projects" });
    host.on("packages", () => {
      throw failure("no_permission", "`~/code/thesis-plots/.venv` can't be read");
    });
    await user.click(await button(/^thesis-plots/));
    expect(await screen.findByText("The packages could not be read")).toBeVisible();
  });

  it("are as the project asks for, upgraded, and written down", async () => {
    const { host, user } = await open("good", at);
    await user.click(await button("Install"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["requirements", THESIS.path]);
    await user.click(await button("Upgrade"));
    expect(host.bodies("plan").at(-1)?.wish, "all of them").toEqual(["upgrade", THESIS.path]);
    await user.click(await button("Write"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["freeze", THESIS.path]);
  });
});

describe("the sandbox of a project", () => {
  it("is stepped into", async () => {
    const { host, user } = await open("good", at);
    const [terminal, editor] = within(screen.getByRole("list", { name: "Step inside" })).getAllByRole("button", { name: "Open" });
    await user.click(terminal as HTMLElement);
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["open", THESIS.path, "--in", "terminal"]);
    await user.click(editor as HTMLElement);
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["open", THESIS.path, "--in", "editor"]);
    await user.click(await button("Copy the line"));
    expect(await screen.findByText(/the sandbox is on until/)).toBeVisible();
    expect(host.bodies("copy")).toEqual([{ text: `source ${THESIS.path}/.venv/bin/activate` }]);
  });

  it("is moved onto another Python, chosen from those that are there", async () => {
    const { host, user } = await open("good", at);
    await user.click(await button("Choose"));
    expect(screen.queryByRole("radio", { name: /^Homebrew 3.14.6/ })).toBeNull();
    await user.click(screen.getByRole("radio", { name: /^Homebrew 3.13.14/ }));
    await user.click(await button("Switch"));
    expect(host.bodies("start")[0]?.wish).toEqual(["venv", "switch", THESIS.path, "--python", OLD_BREW.id]);
  });

  it("is made on another Python where there is none yet", async () => {
    const { host, user } = await open("fix", { tab: "projects", project: WEATHER.path });
    await user.click(await button("Choose"));
    await user.click(screen.getByRole("radio", { name: /^Homebrew 3.13.14/ }));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["venv", "create", WEATHER.path, "--python", OLD_BREW.id]);
  });

  it("is deleted", async () => {
    const { host, user } = await open("good", at);
    await user.click(await button("Delete"));
    await screen.findByText(/is renamed to a name beside it/);
    await user.click(await button("Delete"));
    expect(host.bodies("start")[0]?.wish).toEqual(["venv", "delete", THESIS.path]);
  });

  it("is repaired when it is broken, and nothing is put into it before", async () => {
    const { host, user } = await open("broken", { tab: "projects", project: SCRAPER.path });
    expect(screen.queryByRole("textbox", { name: "Add packages" })).toBeNull();
    await user.click(await button("Repair it"));
    expect(host.bodies("start")[0]?.wish).toEqual(["venv", "repair", SCRAPER.path]);
  });
});

describe("a new project", () => {
  it("has a name and a place", async () => {
    const { host, user } = await open("fix", { tab: "projects" });
    await user.click(await button("New project"));
    await user.type(screen.getByRole("textbox", { name: "Its name" }), "snake game{Enter}");
    await screen.findByText(/appears, for your project/);
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["new", `${HOME}/code/snake game`]);
    await user.click(await button("Choose another folder"));
    await user.click(await button("Create project"));
    expect(host.bodies("start")[0]?.wish).toEqual(["new", `${HOME}/Documents/snake game`]);
  });
});
