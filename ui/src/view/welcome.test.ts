import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open, type Opened } from "../../test/open";
import { failure } from "../host/fake";
import { job, plan } from "../sample/action";
import { environment, HOME, project, snapshot } from "../sample/machine";
import { hostIn, STATES } from "../sample/states";
import { PRACTICE } from "../sample/telling";

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const title = () => screen.getByRole("heading", { level: 1 });

/** The machine once the projects at these places were made. */
const withProjects = (revision: number, ...paths: string[]) =>
  snapshot({
    revision,
    problems: [],
    projects: paths.map((path) => project(path.slice(HOME.length + 1), { path, environment: environment(path, { packages: 1 }) })),
    folders: paths.map((path) => ({ path, state: "ok" })),
  });

/** Has a wish of this kind begun, and ended well. */
function runs(host: Opened["host"], wish: string[], id: string): void {
  const run = job({ id, wish, plan: plan({ title: `Do ${wish.join(" ")}` }) });
  host.on("jobs", () => [run]);
  host.on("start", () => {
    setTimeout(() => host.emit({ event: "job", job: { ...run, state: "ended", outcome: "done" } }));
    return id;
  });
}

describe("the first screens", () => {
  it("come when nobody was welcomed and nothing is watched, without the tabs", async () => {
    await open("welcome");
    expect(await screen.findByText("Hello, this is Sandbar")).toBeVisible();
    expect(screen.queryByRole("tablist")).toBeNull();
  });

  it("do not come again, nor where somebody has chosen folders by other ways", async () => {
    await open("empty");
    expect(title()).toHaveTextContent("You're good to go");
  });

  it("can be skipped at each", async () => {
    const { host, user } = await open("welcome");
    await user.click(await button("Make my first one"));
    await user.click(await button("Skip"));
    expect(title()).toHaveTextContent("You're good to go");
    expect(host.bodies("prefer").at(-1)?.welcomed).toBe(true);
    expect(host.bodies("start")).toEqual([]);
  });

  it("are hidden with Escape, and not gone", async () => {
    const { host, user } = await open("welcome");
    await user.keyboard("{Escape}");
    expect(host.bodies("hide")).toHaveLength(1);
    await user.keyboard("{Meta>},{/Meta}{Control>}{Tab}{/Control}");
    expect(title()).toHaveTextContent("Hello, this is Sandbar");
  });

  it("end in a real sandbox, with the keyboard alone", async () => {
    const { host, user } = await open("welcome");
    runs(host, ["new", PRACTICE.path], "made");
    await user.tab();
    expect(await button("Skip")).toHaveFocus();
    await user.tab();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(title()).toHaveFocus());
    expect(title()).toHaveTextContent("Your first sandbox");
    expect(await screen.findByText(/It makes the folder sandbar-practice/)).toBeVisible();
    (await button("Create sandbox")).focus();
    await user.keyboard("{Enter}");
    expect(host.bodies("start")[0]?.wish).toEqual(["new", PRACTICE.path]);
    await waitFor(() => expect(screen.getByRole("region", { name: /^Do new/ })).toHaveFocus());
    host.emit({ event: "snapshot", snapshot: withProjects(2, PRACTICE.path) });
    expect(await screen.findByText("Done, and checked")).toBeVisible();
    await user.click(await button("Go on"));
    expect(title()).toHaveTextContent("That is a sandbox");
    await user.click(await button("Done"));
    expect(host.bodies("prefer").at(-1)?.welcomed).toBe(true);
    expect(screen.getByRole("tab", { selected: true })).toHaveTextContent("Now");
  });

  it("end as soon as a folder was chosen, and stay where nobody chose", async () => {
    const { host, user } = await open("welcome");
    host.on("add_folder", () => null);
    await user.click(await button("Make my first one"));
    host.emit({ event: "snapshot", snapshot: withProjects(2, PRACTICE.path) });
    expect(await screen.findByText("It is there already.")).toBeVisible();
    await user.click(await button("Go on"));
    await user.click(await button("Add folder"));
    expect(title()).toHaveTextContent("That is a sandbox");
    host.on("add_folder", () => `${HOME}/code`);
    await user.click(await button("Add folder"));
    await waitFor(() => expect(host.bodies("prefer").at(-1)?.welcomed).toBe(true));
  });

  it("say why there is nowhere to practise", async () => {
    const host = hostIn(STATES.welcome?.() ?? {});
    host.on("practice", () => {
      throw failure("internal", "Sandbar met a defect of its own while looking");
    });
    const { user } = await open("welcome", {}, host);
    await user.click(await button("Make my first one"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The practice project could not be found");
    host.on("practice", () => PRACTICE);
    await user.click(await button("Try again"));
    expect(await button("Create sandbox")).toBeVisible();
  });
});

/** What is shown, not what is said aloud as well. */
const shown = (text: RegExp) => screen.findByText(text, { ignore: ".unseen" });

/** A lesson, opened from the settings. */
async function lesson(state: string, name: string): Promise<Opened> {
  const at = await open(state);
  await at.user.click(await button("Settings"));
  await at.user.click(await button(new RegExp(`^${name}`)));
  expect(title()).toHaveTextContent(name);
  return at;
}

describe("a lesson", () => {
  it("makes the project to practise in first, where there is none", async () => {
    const { host, user } = await lesson("good", "What pip was about to do");
    runs(host, ["new", PRACTICE.path], "made");
    await user.click(await button("Create project"));
    host.emit({ event: "snapshot", snapshot: withProjects(2, PRACTICE.path) });
    expect(await button("Ask")).toBeVisible();
  });

  it("goes back to where it was chosen", async () => {
    const { user } = await lesson("lessons", "Tools go to pipx");
    await user.keyboard("{Escape}");
    expect(title()).toHaveTextContent("Settings");
    await user.keyboard("{Escape}");
    expect(title()).toHaveTextContent("You're good to go");
  });

  it("about pip: asks first, adds to the sandbox, and is done when it is there", async () => {
    const { host, user } = await lesson("lessons", "What pip was about to do");
    expect(screen.getByText("pip3 install requests")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Copy pip3 install requests" })).toBeNull();
    await user.click(await button("Ask"));
    expect(host.bodies("advise").at(-1)).toEqual({ text: "pip3 install requests", project: PRACTICE.path });
    expect(await shown(/belongs in a sandbox/)).toBeVisible();
    await user.click(await button("Look first"));
    await user.click(await button("Add requests"));
    expect(host.bodies("start").at(-1)?.wish).toEqual(["add", PRACTICE.path, "requests"]);
    host.emit({ event: "snapshot", snapshot: withProjects(2, PRACTICE.path) });
    expect(await shown(/nowhere else on the machine/)).toBeVisible();
    expect(screen.getByText(/^Lesson done: What pip was about to do/)).toBeInTheDocument();
    await user.click(await button("Next: One sandbox for each project"));
    expect(title()).toHaveTextContent("One sandbox for each project");
  });

  it("about pip: says that the network is missing, and goes on without it", async () => {
    const { host, user } = await lesson("lessons", "What pip was about to do");
    host.on("start", () => {
      throw failure("child_failed", "pip could not reach the package index");
    });
    await user.click(await button("Ask"));
    await user.click(await button("Look first"));
    expect(await screen.findByText(/that needs the network/)).toBeVisible();
    await user.click(await button("Go on without it"));
    expect(await shown(/You asked first/)).toBeVisible();
  });

  it("about sandboxes: makes a second one, and looks into both", async () => {
    const { host, user } = await lesson("lessons", "One sandbox for each project");
    runs(host, ["new", PRACTICE.second], "second");
    await user.click(await button("Create project"));
    expect(host.bodies("start").at(-1)?.wish).toEqual(["new", PRACTICE.second]);
    host.emit({ event: "snapshot", snapshot: withProjects(2, PRACTICE.path, PRACTICE.second) });
    await user.click(await button("Look into both"));
    expect(await shown(/^Each has a pip of its own/)).toBeVisible();
  });

  it("about sandboxes: sees that requests is in the one only", async () => {
    const { user } = await lesson("lessons-two", "One sandbox for each project");
    await user.click(await button("Look into both"));
    expect(screen.getByRole("region", { name: "sandbar-practice" })).toHaveTextContent("requests");
    expect(screen.getByRole("region", { name: "sandbar-practice-2" })).not.toHaveTextContent("requests");
    expect(await shown(/never heard of it/)).toBeVisible();
  });

  it("about tools: looks at the plan, and installs nothing by itself", async () => {
    const { host, user } = await lesson("lessons", "Tools go to pipx");
    await user.click(await button("Ask"));
    expect(await shown(/is a tool that you run/)).toBeVisible();
    await user.click(await button("Show what would happen"));
    expect(await screen.findByText(/gets a sandbox \(virtual environment\) of its own/)).toBeVisible();
    expect(await shown(/Nothing was installed/)).toBeVisible();
    expect(host.bodies("start")).toEqual([]);
    await user.click(await button("That's it"));
    expect((await button(/^Tools go to pipx/))).toHaveTextContent("Done");
  });
});
