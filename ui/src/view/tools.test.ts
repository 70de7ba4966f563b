import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../../test/open";
import { failure } from "../host/fake";
import { job, plan } from "../sample/action";

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const at = { tab: "tools" } as const;

describe("the tools", () => {
  it("say what they give, and what can be done about a broken one", async () => {
    const { host, user } = await open("tools", at);
    await user.click(await button(/^httpie 3.2.4/));
    expect(screen.getByText("http, https and httpie")).toBeVisible();
    await user.click(await button("Repair"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["tool", "repair", "httpie"]);
    expect(await screen.findByText("It can be undone.")).toBeVisible();
  });

  it("are added by their name", async () => {
    const { host, user } = await open("tools", at);
    await user.type(screen.getByRole("textbox", { name: "Add a tool" }), "ruff{Enter}");
    await user.click(await button("Install ruff"));
    expect(host.bodies("start")[0]?.wish).toEqual(["tool", "add", "ruff"]);
    expect(screen.getByRole("textbox", { name: "Add a tool" })).toHaveValue("");
  });

  it("are added one at a time, which is said before anything is asked", async () => {
    const { host, user } = await open("tools", at);
    await user.type(screen.getByRole("textbox", { name: "Add a tool" }), "ruff black{Enter}");
    expect(screen.getByText(/^One at a time/)).toBeVisible();
    expect(host.bodies("plan")).toEqual([]);
  });

  it("lead on from one that has no commands of its own", async () => {
    const { host, user } = await open("tools", at);
    const wish = ["tool", "add", "uvicorn-worker"];
    const begun = job({ id: "no", wish, plan: plan({ title: "Install the tool `uvicorn-worker`" }) });
    host.on("start", () => "no");
    host.on("jobs", () => [begun]);
    await user.type(screen.getByRole("textbox", { name: "Add a tool" }), "uvicorn-worker{Enter}");
    await user.click(await button("Install uvicorn-worker"));
    const why = failure("no_commands", "`uvicorn-worker` has no commands of its own; packages that it needs have some", {
      better: [["tool", "add", "--include-deps", "uvicorn-worker"]],
    });
    host.emit({ event: "job", job: { ...begun, state: "ended", outcome: "failed", failure: why } });
    expect(await screen.findByText("Add uvicorn-worker to weather-bot")).toBeVisible();
    await user.click(await button("Install all of them"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["tool", "add", "--include-deps", "uvicorn-worker"]);
  });

  it("never take a name for an option", async () => {
    const { host, user } = await open("tools", at);
    await user.type(screen.getByRole("textbox", { name: "Add a tool" }), "--pip-args=x{Enter}");
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["tool", "add", "--", "--pip-args=x"]);
  });

  it("need pipx: it is set up where it is missing, and where the terminal does not find it", async () => {
    const { host } = await open("bare", at);
    expect(await button("Set up pipx")).toHaveClass("primary");
    expect(host.bodies("plan")).toEqual([{ wish: ["pipx", "setup"] }]);
    expect(screen.queryByRole("textbox", { name: "Add a tool" })).toBeNull();
  });

  it("are not found by a terminal that does not look for them", async () => {
    const { user } = await open("tools-off", at);
    expect(screen.getByText("Your terminal does not find the tools")).toBeVisible();
    await user.click(await button("Set up pipx"));
    expect(await screen.findByText(/a line at the end/)).toBeVisible();
  });
});

describe("Homebrew", () => {
  it("installs and removes by name", async () => {
    const { host, user } = await open("tools", at);
    await user.type(screen.getByRole("textbox", { name: "Install with Homebrew" }), "ffmpeg{Enter}");
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["brew", "add", "ffmpeg"]);
    await user.type(screen.getByRole("textbox", { name: "Remove a program" }), "wget{Enter}");
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["brew", "remove", "wget"]);
    expect(await screen.findByText("This can't be undone")).toBeVisible();
  });

  it("is explained where it is absent, and never installed", async () => {
    const { host, user } = await open("bare", at);
    expect(screen.getByText("Homebrew is not on this machine")).toBeVisible();
    await user.click(await button("Copy https://brew.sh"));
    expect(host.bodies("copy")).toEqual([{ text: "https://brew.sh" }]);
  });
});
