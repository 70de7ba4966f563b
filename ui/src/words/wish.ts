/** What each wish is called: in a list, under its name, and on its button. What it would do is said by its plan. */
import type { Wish } from "../state/plans.svelte";
import { list } from "./count";

export interface Told {
  /** What it does, for a list. */
  name: string;
  /** What it is good for; empty where the name says it. */
  about: string;
  /** The button that does it. */
  button: string;
}

/** A wish of which only the words are known: one that this popover has no name for is told by them. */
export function told(wish: Wish): Told {
  const [what = "", ...rest] = wish;
  const { plain, options } = sorted(rest);
  const [first = "", second = ""] = plain;
  switch (what) {
    case "venv":
      return sandbox(first, second, options);
    case "tool":
      return tool(first, second);
    case "brew":
      return first === "remove"
        ? { name: `Remove ${second} from Homebrew`, about: "", button: "Remove" }
        : { name: `Install ${second} with Homebrew`, about: "Homebrew looks after it from then on", button: "Install" };
    case "add":
    case "remove":
    case "upgrade":
      return packages(what, lastName(first), plain.slice(1), options);
    default:
      return other(what, plain, options, wish);
  }
}

function sandbox(what: string, folder: string, { python }: Options): Told {
  const project = lastName(folder);
  switch (what) {
    case "create":
      return {
        name: python ? `A sandbox on ${python}` : `A sandbox for ${project}`,
        about: "A sandbox (virtual environment) keeps this project's packages to itself",
        button: "Create sandbox",
      };
    case "repair":
      return { name: `Repair the sandbox of ${project}`, about: "The packages that you asked for stay, or come back", button: "Repair it" };
    case "switch":
      return { name: `Another Python for ${project}`, about: python ? `The sandbox is made anew on ${python}` : "", button: "Switch" };
    case "delete":
      return { name: "Delete the sandbox", about: "Your own files in the project stay", button: "Delete" };
    default:
      return { name: `Clear what is left of the sandbox of ${project}`, about: "After that, a new one can be created", button: "Remove what is left" };
  }
}

function tool(what: string, name: string): Told {
  switch (what) {
    case "add":
      return { name: `Install ${name} with pipx`, about: "In a sandbox of its own; its command works in every terminal", button: `Install ${name}` };
    case "remove":
      return { name: `Remove ${name}`, about: "With its sandbox and its commands", button: "Remove" };
    case "upgrade":
      return { name: `Upgrade ${name}`, about: "To its newest version", button: "Upgrade" };
    default:
      return { name: `Repair ${name}`, about: "Its sandbox is made anew, with the same version", button: "Repair" };
  }
}

function packages(what: "add" | "remove" | "upgrade", project: string, names: readonly string[], { file }: Options): Told {
  const which = list(file ? [...names, file] : [...names]);
  switch (what) {
    case "add":
      return { name: `Add ${which} to ${project}`, about: "Into that project's own sandbox", button: `Add ${short(which, names.length)}` };
    case "remove":
      return { name: `Remove ${which} from ${project}`, about: "", button: `Remove ${short(which, names.length)}` };
    case "upgrade":
      return names.length > 0
        ? { name: `Upgrade ${which} in ${project}`, about: "", button: "Upgrade" }
        : { name: "Upgrade all packages", about: "All that you asked for, to their newest versions", button: "Upgrade" };
  }
}

function other(what: string, plain: readonly string[], { place, into }: Options, wish: Wish): Told {
  const name = lastName(plain[0] ?? "");
  switch (what) {
    case "new":
      return { name: `A new project, ${name}`, about: "A folder with a sandbox and a first file in it", button: "Create project" };
    case "requirements":
      return { name: "Install what the project asks for", about: "From its requirements.txt or pyproject.toml", button: "Install" };
    case "freeze":
      return { name: "Write requirements.txt", about: "With the packages as they are now", button: "Write" };
    case "open":
      return place === "editor"
        ? { name: "Open in your editor", about: "With this sandbox chosen", button: "Open" }
        : { name: "Open in Terminal", about: "With the sandbox turned on", button: "Open" };
    case "pipx":
      return { name: "Set up pipx", about: "It gives every tool a sandbox of its own", button: "Set up pipx" };
    case "break-glass":
      return { name: "Into the protected Python anyway…", about: "", button: "Install anyway" };
    case "rescue":
      return { name: `Move the stray packages to ${lastName(into ?? "")}`, about: "Then take them out of the system's Python", button: "Rescue" };
    case "lock":
      return plain[0] === "off"
        ? { name: "Unlock pip", about: "pip may install outside of sandboxes again", button: "Unlock" }
        : { name: "Lock pip", about: "pip then installs into sandboxes only", button: "Lock" };
    case "pip-conf":
      return { name: "Clean up pip's settings", about: "Takes out the lines that bend where pip installs", button: "Clean up" };
    case "undo":
      return { name: "Undo it", about: "", button: "Undo" };
    default:
      return { name: wish.join(" "), about: "", button: "Do it" };
  }
}

interface Options {
  python?: string;
  into?: string;
  place?: string;
  file?: string;
}

const WITH_VALUE: Record<string, keyof Options> = { "--python": "python", "--into": "into", "--in": "place", "-r": "file" };

/** The words of a wish without its options, and these. */
function sorted(words: readonly string[]): { plain: string[]; options: Options } {
  const plain: string[] = [];
  const options: Options = {};
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const option = WITH_VALUE[word];
    if (word === "--") return { plain: [...plain, ...words.slice(at + 1)], options };
    if (option) options[option] = words[(at += 1)] ?? "";
    else if (!word.startsWith("--")) plain.push(word);
  }
  return { plain, options };
}

/** One name on a button, and no more. */
function short(which: string, names: number): string {
  return names === 1 && which.length <= 24 ? which : names > 1 ? `${names} packages` : "them";
}

function lastName(path: string): string {
  return path.split("/").pop() || path;
}
