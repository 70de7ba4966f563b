import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../../test/open";
import { failure } from "../host/fake";
import { job, plan } from "../sample/action";
import { HOME, OLD_BREW, THESIS } from "../sample/machine";

const button = (name: string | RegExp) => screen.findByRole("button", { name });

describe("a project's page", () => {
  const at = { tab: "projects", project: THESIS.path } as const;

  it("shows its facts, and copies its paths whole", async () => {
    const { host, user } = await open("good", at);
    expect(screen.getByText("Sandbox ready · Python 3.14.6")).toBeVisible();
    expect(screen.getByText("a sandbox in it and pyproject.toml")).toBeVisible();
    await user.click(await button(`Copy ${THESIS.path}/.venv`));
    expect(host.bodies("copy")).toEqual([{ text: `${THESIS.path}/.venv` }]);
  });

  it("checks the sandbox", async () => {
    const { host, user } = await open("good", at);
    await user.click(await button("Check it"));
    expect(await screen.findByText("The sandbox works")).toBeVisible();
    expect(host.bodies("verify")).toEqual([{ path: THESIS.path, trusted: false }]);
  });

  it("says what is wrong, and what to do", async () => {
    const { user } = await open("not-verified", at);
    await user.click(await button("Check it"));
    expect(await screen.findByText("The sandbox does not work as it should")).toBeVisible();
    expect(screen.getByText("Something is wrong · Python 3.14.6").closest(".lead")?.querySelector(".problem")).toBeVisible();
    expect(screen.getByText(/requires numpy, which is not installed/).closest("li")).toHaveTextContent("wrong");
  });

  it("runs an unknown Python only when told to, and the safe answer is the bright one", async () => {
    const { host, user } = await open("untrusted", at);
    await user.click(await button("Check it"));
    expect(await screen.findByText(/it can do all that you can do/)).toBeVisible();
    expect(await button("Not now")).toHaveClass("primary");
    expect(await button("Run it anyway")).not.toHaveClass("primary");
    await user.click(await button("Run it anyway"));
    expect(await screen.findByText("The sandbox works")).toBeVisible();
    expect(host.bodies("verify").map((each) => each.trusted)).toEqual([false, true]);
  });

  it("says so when the project is gone", async () => {
    await open("good", { tab: "projects", project: `${HOME}/gone` });
    expect(screen.getByText("This project is no longer there")).toBeVisible();
  });
});

describe("the projects", () => {
  it("are searched when they are many", async () => {
    const { user } = await open("dozen", { tab: "projects" });
    await user.type(screen.getByRole("searchbox"), "project-11");
    expect(within(screen.getByRole("list", { name: "Projects" })).getAllByRole("listitem")).toHaveLength(1);
    expect(screen.getByText("1 project found")).toBeInTheDocument();
    await user.type(screen.getByRole("searchbox"), "x");
    expect(screen.getByText('No project is called "project-11x"')).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("searchbox")).toHaveValue("");
  });

  it("are not searched when they are few", async () => {
    await open("fix", { tab: "projects" });
    expect(screen.queryByRole("searchbox")).toBeNull();
  });

  it("come from folders that can be taken away", async () => {
    const { host, user } = await open("fix", { tab: "projects" });
    await user.click(await button("Stop watching ~/code"));
    expect(host.bodies("remove_folder")).toEqual([{ path: `${HOME}/code` }]);
  });

  it("say why a folder could not be added", async () => {
    const { host, user } = await open("fix", { tab: "projects" });
    host.on("add_folder", () => {
      throw failure("refused", "The home folder itself is not watched", { hint: "Choose a folder in it" });
    });
    await user.click(await button("Add folder"));
    expect(await screen.findByRole("alert")).toHaveTextContent("Choose a folder in it");
  });

  it("say which folder can't be looked into", async () => {
    await open("strange", { tab: "projects" });
    expect(screen.getByText("No access")).toBeVisible();
    expect(screen.getByText("Not there")).toBeVisible();
  });
});

describe("the Pythons", () => {
  it("show which folder of PATH answers", async () => {
    const { user } = await open("fix", { tab: "pythons" });
    const hit = screen.getByText(", this one answers").closest("li");
    expect(hit).toHaveTextContent("/opt/homebrew/bin");
    expect(hit).toHaveTextContent("Homebrew 3.14.6");
    expect(hit).toHaveAttribute("aria-current", "true");
    await user.click(await button("3 folders without python3"));
    expect(screen.getByTitle("/usr/sbin")).toBeVisible();
  });

  it("say that pip and python disagree", async () => {
    await open("mismatch", { tab: "pythons" });
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("pip and python disagree");
  });

  it("unfold into all that is known", async () => {
    const { user } = await open("fix", { tab: "pythons" });
    await user.click(await button(/^Homebrew 3.13.14/));
    expect(screen.getByText("pandas")).toBeVisible();
    expect(screen.getByText("asked for")).toBeVisible();
    await user.click(await button("What pip says when it refuses"));
    expect(screen.getByText(/try brew install/)).toBeVisible();
    expect(await button(`Copy ${OLD_BREW.managed?.marker}`)).toBeVisible();
  });

  it("are guarded, or not", async () => {
    await open("fix", { tab: "pythons" });
    expect(await button(/^Homebrew 3.14.6/)).toHaveTextContent("Protected");
    expect(await button(/^Homebrew 3.13.14/)).toHaveTextContent("5 misplaced");
    expect(await button(/^python.org 3.13.5/)).toHaveTextContent("Open");
  });

  it("may be none, and the shell may not have been asked", async () => {
    await open("no-python", { tab: "pythons" });
    expect(screen.getByText("No Python was found")).toBeVisible();
    expect(screen.getByText(/Your shell was not asked/)).toBeVisible();
  });
});

describe("what can be done about a Python", () => {
  it("is to rescue what is astray in it, into a project", async () => {
    const { host, user } = await open("fix", { tab: "pythons" });
    await user.click(await button(/^Homebrew 3.13.14/));
    await user.click(await button("Rescue 5 packages"));
    expect(screen.getByRole("radio", { name: /^weather-bot/ })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: /^thesis-plots/ }));
    await user.click(await button("Rescue"));
    expect(host.bodies("start")[0]?.wish).toEqual(["rescue", "--python", OLD_BREW.id, "--into", THESIS.path]);
  });

  it("is to lock pip, or to unlock it", async () => {
    const { host, user } = await open("fix", { tab: "pythons" });
    await user.click(await button("Lock"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["lock", "on"]);
  });

  it("is to unlock it where it is locked", async () => {
    const { host, user } = await open("bare", { tab: "pythons" });
    await user.click(await button("Unlock"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["lock", "off"]);
  });
});

describe("the activity", () => {
  it("shows what a job ran and said, and takes it back", async () => {
    const { host, user } = await open("fix", { tab: "activity" });
    await user.click(await button(/^Create a sandbox for photo-sorter/));
    expect(screen.getByText(/Successfully installed pip/)).toBeVisible();
    await user.click(await button("Undo"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["undo", "job-5"]);
    await screen.findByText(/^Nothing is deleted: to have it back/);
    host.on("jobs", () => [job({ id: "back", wish: ["undo", "job-5"], plan: plan({ title: "Take it back" }) })]);
    host.on("start", () => "back");
    await user.click(await button("Undo"));
    expect(await screen.findByRole("region", { name: "Take it back" })).toHaveFocus();
    host.emit({ event: "job", job: job({ id: "back", wish: ["undo", "job-5"], plan: plan({ title: "Take it back" }), state: "ended", outcome: "done" }) });
    expect(await screen.findByText("Done, and checked")).toBeVisible();
  });

  it("offers no undo where there is none", async () => {
    const { user } = await open("fix", { tab: "activity" });
    await user.click(await button(/^Clear what is left/));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });


  it("lists what runs and what was done", async () => {
    await open("running", { tab: "activity" });
    expect(await screen.findByRole("progressbar")).toBeVisible();
    expect(await screen.findByText("Create a sandbox for photo-sorter")).toBeVisible();
    expect(screen.getAllByText("Done")).toHaveLength(3);
    expect(screen.getByRole("tab", { name: /Activity/ })).toHaveTextContent("1 job running");
  });

  it("is empty at first", async () => {
    const { host } = await open("fix");
    host.on("history", () => []);
    screen.getByRole("tab", { name: "Activity" }).click();
    expect(await screen.findByText("Nothing was done yet")).toBeVisible();
  });

  it("says why the history could not be read", async () => {
    const { host } = await open("fix");
    host.on("history", () => {
      throw failure("malformed", "The history could not be read");
    });
    screen.getByRole("tab", { name: "Activity" }).click();
    expect(await screen.findByRole("alert")).toBeVisible();
  });
});
