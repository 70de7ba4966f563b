import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../../test/open";
import { failure } from "../host/fake";
import { creation, job, past, removal } from "../sample/action";
import { snapshot, WEATHER } from "../sample/machine";
import { creating } from "../sample/script";

const inHand = () => within(screen.getByRole("region", { name: "Project in hand" }));
const button = (name: string | RegExp) => screen.findByRole("button", { name });

describe("the sentence", () => {
  it("leads", async () => {
    await open("fix");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("1 thing to fix");
    expect(screen.getByText("Your python3 is Homebrew 3.14.6")).toBeVisible();
  });

  it("follows the machine", async () => {
    const { host } = await open("fix");
    host.emit({ event: "snapshot", snapshot: snapshot({ revision: 2, headline: { level: "good", text: "You're good to go" }, problems: [] }) });
    expect(await screen.findByRole("heading", { name: "You're good to go" })).toBeVisible();
  });
});

describe("a job that has ended", () => {
  it("is taken back from its card only where the history says that it can be", async () => {
    const { host } = await open("created");
    expect(await button("Undo")).toBeVisible();
    const [known] = past(new Date());
    host.on("history", () => (known ? [{ ...known, id: job().id, undoable: false }] : []));
    host.emit({ event: "missed" });
    await waitFor(() => expect(screen.queryByRole("button", { name: "Undo" })).toBeNull());
  });
});

describe("pip and python that disagree", () => {
  it("are a press away from the picture that explains it", async () => {
    const { user } = await open("mismatch");
    await user.click(await button("Show it"));
    expect(screen.getByRole("tab", { selected: true })).toHaveTextContent("Pythons");
    expect(await screen.findByText("They are not the same Python")).toBeVisible();
  });
});

describe("what is wrong with Sandbar's own", () => {
  it("is mended at a press: settings begin anew, a folder is watched no more", async () => {
    const { host, user } = await open("damaged");
    await user.click(await button("Begin anew"));
    expect(host.bodies("begin_settings_anew")).toHaveLength(1);
    await user.click(await button("Stop watching it"));
    expect(host.bodies("remove_folder")).toEqual([{ path: "/Volumes/Stick" }]);
  });

  it("says why it could not be", async () => {
    const { host, user } = await open("damaged");
    host.on("begin_settings_anew", () => {
      throw failure("no_permission", "Could not rename to `settings.toml.old-1`: this account has no permission");
    });
    await user.click(await button("Begin anew"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The old file could not be put aside");
  });
});

describe("creating a sandbox", () => {
  it("shows what will be run before it can be run, and runs that", async () => {
    const { host, user } = await open("fix");
    expect(host.bodies("plan")).toEqual([{ wish: ["venv", "create", WEATHER.path] }]);
    await user.click(await button("Show the command"));
    expect(screen.getByRole("group", { name: "What will be done" })).toHaveTextContent(creation().commands[0] ?? "");
    expect(screen.getByText(/Homebrew 3.14.6 is what/)).toBeVisible();
    await user.click(await button("Create sandbox"));
    expect(host.bodies("start")).toEqual([{ wish: ["venv", "create", WEATHER.path], fingerprint: creation().fingerprint }]);
  });

  it("goes from the button over its progress to a verified sandbox", async () => {
    const { host, user } = await open("fix");
    const events = [...creating()];
    host.on("jobs", () => [job()]);
    await user.click(await button("Create sandbox"));
    expect(await inHand().findByRole("progressbar")).toBeVisible();
    expect(inHand().queryByRole("button", { name: "Create sandbox" })).toBeNull();
    for (const event of events.slice(0, -2)) host.emit(event);
    await user.click(await button("Output · 6 lines"));
    expect(screen.getByText(/Successfully installed pip/)).toBeVisible();
    for (const event of events.slice(-2)) host.emit(event);
    expect(await screen.findByText("Done, and checked")).toBeVisible();
    expect(screen.getByText("pip 26.0 belongs to the sandbox")).toBeVisible();
    expect(inHand().getByText("Ready · 3.14")).toBeVisible();
    expect(screen.getByText("Done: Create a sandbox for weather-bot")).toBeInTheDocument();
    await user.click(await button("Put this result away"));
    expect(await button("Check it")).toBeVisible();
  });

  it("copies the line that turns it on", async () => {
    const { host, user } = await open("created");
    await user.click(await button(`Copy source ${WEATHER.path}/.venv/bin/activate`));
    expect(host.bodies("copy")).toEqual([{ text: `source ${WEATHER.path}/.venv/bin/activate` }]);
    expect(await screen.findAllByText("Copied")).not.toHaveLength(0);
  });

  it("can be cancelled", async () => {
    const { host, user } = await open("running");
    await user.click(await button("Cancel"));
    expect(host.bodies("cancel")).toEqual([{ id: job().id }]);
    expect(await button("Stopping…")).toHaveAttribute("aria-disabled", "true");
    const stopped = failure("cancelled", "It was stopped, and everything is as it was before");
    host.emit({ event: "job", job: job({ state: "ended", outcome: "cancelled", failure: stopped }) });
    expect(await screen.findByText("Stopped")).toBeVisible();
    expect(screen.getByText(stopped.message)).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(await button("Create sandbox")).toBeVisible();
  });

  it("shows a failure with its hint, and the output unfolded", async () => {
    await open("failed");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The disk that ~/code/weather-bot/.venv is on is full");
    expect(alert).toHaveTextContent("Free some space");
    expect(screen.getByText(/non-zero exit status/)).toBeVisible();
    expect(await button("Create sandbox")).toBeVisible();
  });

  it("says that the plan has changed instead of running another one", async () => {
    const { host, user } = await open("fix");
    host.on("start", () => {
      throw failure("stale", "The plan is stale");
    });
    await user.click(await button("Create sandbox"));
    expect(await screen.findByText(/and the plan with it/)).toBeVisible();
    expect(host.bodies("plan")).toHaveLength(2);
  });

  it("says why it can't be done, and what would work", async () => {
    await open("refused");
    expect(await screen.findByText(/There is no Python on this computer/)).toBeVisible();
    expect(screen.getByText("Install python@3.14 with Homebrew")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Create sandbox" })).toBeNull();
  });
});

it("offers to remove what was left unfinished", async () => {
  const { host, user } = await open("unfinished");
  await user.click(await button("Remove what is left"));
  expect(host.bodies("start")).toEqual([{ wish: ["venv", "discard", WEATHER.path], fingerprint: removal(WEATHER).fingerprint }]);
});

it("tells the problems of the machine with their hints, the first few of them", async () => {
  const { user } = await open("broken");
  expect(screen.getByText(/^Take the line/)).toBeVisible();
  expect(screen.queryByText(/belong to root/)).toBeNull();
  await user.click(await button("Show 1 more"));
  expect(screen.getByText(/belong to root/)).toBeVisible();
});

it("mends a problem from its card", async () => {
  const { host, user } = await open("broken");
  await user.click(await button("Clean up"));
  expect(await screen.findByText(/again refuses to install/)).toBeVisible();
  await user.click(await button("Clean up"));
  expect(host.bodies("start")[0]?.wish).toEqual(["pip-conf", "clean"]);
});

describe("an empty machine", () => {
  it("asks for a folder", async () => {
    const { host, user } = await open("empty");
    expect(screen.getByText("No project folder yet")).toBeVisible();
    await user.click(await button("Add folder"));
    expect(host.bodies("add_folder")).toHaveLength(1);
  });

  it("says first that there is no Python", async () => {
    await open("no-python");
    const [problem] = screen.getAllByRole("article");
    expect(problem).toHaveTextContent("There is no Python here");
    expect(screen.getByText("Your terminal has no python3")).toBeVisible();
  });
});

describe("the project in hand", () => {
  it("is another one with one click, which its card then has the focus of", async () => {
    const { user } = await open("fix");
    expect(inHand().getByText("weather-bot")).toBeVisible();
    await user.click(await button(/^thesis-plots/));
    expect(inHand().getByText("thesis-plots")).toBeVisible();
    expect(inHand().getByRole("button", { name: /^thesis-plots/ })).toHaveFocus();
    expect(screen.getByText("thesis-plots is in hand")).toBeInTheDocument();
  });

  it("is another one with one keystroke, from wherever one is", async () => {
    const { user } = await open("fix", { tab: "pythons" });
    await user.keyboard("{Meta>}2{/Meta}");
    expect(inHand().getByText("photo-sorter")).toBeVisible();
    expect((await button(/^thesis-plots/)).title).toBe("Take thesis-plots in hand (⌘2)");
  });

  it("is the one whose page was opened last", async () => {
    const { user } = await open("fix", { tab: "projects" });
    await user.click(await button(/^thesis-plots/));
    await user.click(screen.getByRole("tab", { name: "Now" }));
    expect(inHand().getByText("thesis-plots")).toBeVisible();
  });

  it("has its way inside as the next button when it is well, and its check beside that", async () => {
    const { host, user } = await open("good");
    expect(inHand().getByRole("button", { name: "Open in Terminal" })).toBeVisible();
    await user.click(inHand().getByRole("button", { name: "Check it" }));
    expect(await screen.findByText("The sandbox works")).toBeVisible();
    expect(host.bodies("verify")).toHaveLength(1);
  });

  it("takes one to where packages are added", async () => {
    const { user } = await open("good");
    await user.click(inHand().getByRole("button", { name: "Add a package" }));
    expect(screen.getByRole("textbox", { name: "Add packages" })).toHaveFocus();
  });
});
