import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { open } from "../../test/open";
import { failure } from "../host/fake";
import { job } from "../sample/action";
import { WEATHER } from "../sample/machine";
import { answerTo } from "../sample/ways";

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const field = () => screen.getByRole("textbox", { name: "A pip command, a package or an error" });
const answer = () => within(screen.getByRole("region", { name: "Answer" }));

describe("asking", () => {
  it("gives a verdict, its reason, and the best way as a button", async () => {
    const { host, user } = await open("fix");
    await user.type(field(), "pip3 install black{Enter}");
    expect(host.bodies("advise")).toEqual([{ text: "pip3 install black", project: WEATHER.path }]);
    expect(await screen.findByRole("heading", { name: "black is a tool that you run" })).toBeVisible();
    expect(answer().getByText(/is an application that you type/)).toBeVisible();
    expect(answer().getByText("Sure")).toBeVisible();
    expect(screen.getByText("Answer: black is a tool that you run")).toBeInTheDocument();
    await user.click(await button("Install black"));
    expect(host.bodies("start")[0]?.wish).toEqual(["tool", "add", "black"]);
  });

  it("shows the plan of another way in place, and runs it only then", async () => {
    const { host, user } = await open("fix");
    await user.type(field(), "black{Enter}");
    await user.click(await button("Install"));
    expect(host.bodies("start")).toHaveLength(0);
    expect(await screen.findByText(/and what it depends on appear in/)).toBeVisible();
    const pressed = screen.getAllByRole("button", { name: "Install" });
    await user.click(pressed.at(-1) as HTMLElement);
    expect(host.bodies("start")[0]?.wish).toEqual(["brew", "add", "black"]);
  });

  it("takes what is pasted for the whole question, with all its lines", async () => {
    const { host, user } = await open("fix");
    field().focus();
    await user.paste("error: externally-managed-environment\n× This environment is externally managed\n");
    expect(await screen.findByRole("heading", { name: "httpx belongs in a sandbox" })).toBeVisible();
    expect(host.bodies("advise")[0]?.text).toContain("\n× This");
    expect(screen.getByRole("heading", { name: "Then" })).toBeVisible();
  });

  it("reads the clipboard when Paste is pressed, and not before", async () => {
    const { host, user } = await open("fix");
    expect(host.bodies("paste")).toHaveLength(0);
    await user.click(await button("Paste"));
    expect(await screen.findByRole("region", { name: "Answer" })).toBeVisible();
    expect(field()).toHaveValue("pip3 install black");
  });

  it("is over when it is put away, with the keyboard too", async () => {
    const { user } = await open("fix");
    await user.type(field(), "black{Enter}");
    await screen.findByRole("region", { name: "Answer" });
    expect(screen.queryByRole("region", { name: "Project in hand" })).toBeNull();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Answer" })).toBeNull();
    expect(screen.getByRole("region", { name: "Project in hand" })).toBeVisible();
    expect(field()).toHaveFocus();
  });

  it("says so when there is no answer", async () => {
    const { host, user } = await open("fix");
    host.on("advise", () => {
      throw failure("internal", "It broke");
    });
    await user.type(field(), "black{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("It broke");
  });

  it("shows the job of a tool where it was begun, and its end", async () => {
    const { host, user } = await open("fix");
    await user.type(field(), "black{Enter}");
    const begun = job({ wish: ["tool", "add", "black"], plan: { ...job().plan, title: "Install black" } });
    host.on("jobs", () => [begun]);
    await user.click(await button("Install black"));
    expect(await screen.findByRole("region", { name: "Install black" })).toHaveFocus();
    host.emit({ event: "job", job: { ...begun, state: "ended", outcome: "done" } });
    expect(await screen.findByText("Done, and checked")).toBeVisible();
    expect(screen.getByRole("region", { name: "Answer" })).toBeVisible();
    await user.click(await button("Undo"));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["undo", begun.id]);
  });
});

describe("breaking the glass", () => {
  it("is dull, and leads to a page with the better way first", async () => {
    const { host, user } = await open("fix");
    await user.type(field(), "black{Enter}");
    await user.click(await button("Into the protected Python anyway…"));
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Break the glass?");
    const better = within(await screen.findByRole("region", { name: "The better way" }));
    expect(better.getByText("Install black with pipx")).toBeVisible();
    await user.click(better.getByRole("button", { name: "Do that" }));
    expect(host.bodies("plan").at(-1)?.wish).toEqual(["tool", "add", "black"]);
    await user.click(await button("Back to safety"));
    expect(screen.getByRole("region", { name: "Answer" })).toBeVisible();
  });

  it("looks first, then wants the names typed, and nothing less", async () => {
    const { host, user } = await open("fix", { tab: "pythons" });
    await user.click(await button(/^Homebrew 3.14.6/));
    await user.click(await button("Install here anyway…"));
    await user.type(screen.getByRole("textbox", { name: "What you would install there" }), "httpx{Enter}");
    const wish = ["break-glass", "--python", "homebrew-3.14.6", "httpx"];
    await user.click(await button("Look first"));
    expect(host.bodies("start").map((each) => each.fingerprint)).toEqual([`look-${wish.join(" ")}`]);
    expect(await screen.findByText(/2026.10.1 by 2026.8.3/)).toBeVisible();
    const anyway = await button("Install anyway");
    expect(anyway).not.toHaveClass("primary");
    await user.click(anyway);
    const typed = screen.getByRole("textbox", { name: "The names, once more" });
    await user.type(typed, "http{Enter}");
    expect(host.bodies("start")).toHaveLength(1);
    await user.type(typed, "x");
    await user.click(anyway);
    const { plan } = answerTo(wish, true) as { plan: { fingerprint: string } };
    expect(host.bodies("start").at(-1)).toEqual({ wish, fingerprint: plan.fingerprint });
  });
});
