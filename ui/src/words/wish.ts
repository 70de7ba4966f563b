/** What each wish is called: in a list, under its name, and on its button. What it would do is said by its plan. */
import type { Wish } from "../state/plans.svelte";
import { lastName } from "../text/path";
import type { Speech } from "./speech";

export interface Told {
  /** What it does, for a list. */
  name: string;
  /** What it is good for; empty where the name says it. */
  about: string;
  /** The button that does it. */
  button: string;
}

/** What a wish is about. */
export interface Heard {
  /** The project's name. */
  project: string;
  /** The Python it names, or empty. */
  python: string;
  /** The first name in it: of a tool, a formula, a new project. */
  name: string;
  /** All the names in it, as a sentence has them. */
  which: string;
  /** How many those are. */
  many: number;
  /** The name for a button: null when there are several, or when it is too long for one. */
  short: string | null;
  /** The wish as it is typed. */
  typed: string;
}

/** Every kind of wish that has words of its own. */
export type Kind =
  | "create"
  | "createOn"
  | "repair"
  | "switch"
  | "delete"
  | "discard"
  | "toolAdd"
  | "toolAddDeep"
  | "toolRemove"
  | "toolUpgrade"
  | "toolRepair"
  | "brewAdd"
  | "brewRemove"
  | "add"
  | "remove"
  | "upgrade"
  | "upgradeAll"
  | "new"
  | "requirements"
  | "freeze"
  | "openEditor"
  | "openTerminal"
  | "pipx"
  | "glass"
  | "glassBuild"
  | "rescue"
  | "takeOut"
  | "lock"
  | "unlock"
  | "pipConf"
  | "undo"
  | "other";

export type Tellings = Record<Kind, (heard: Heard) => Told>;

/** Tells wishes in one language: one that this popover has no name for is told by its words. */
export function telling({ list }: Speech, tellings: Tellings): (wish: Wish) => Told {
  return (wish) => {
    const { kind, project = "", name = "", names = [], python = "" } = hear(wish);
    const which = list(names);
    const short = names.length === 1 && which.length <= SHORT ? which : null;
    return tellings[kind]({ project, python, name, which, many: names.length, short, typed: wish.join(" ") });
  };
}

/** As many letters as a button has room for. */
const SHORT = 24;

interface About {
  kind: Kind;
  project?: string;
  name?: string;
  names?: readonly string[];
  python?: string;
}

function hear(wish: Wish): About {
  const [what = "", ...rest] = wish;
  const { plain, options } = sorted(rest);
  const [first = "", second = ""] = plain;
  switch (what) {
    case "venv":
      return { kind: sandbox(first, options), project: lastName(second), python: options.python ?? "" };
    case "tool":
      return { kind: first === "add" && options.deep ? "toolAddDeep" : (TOOLS[first] ?? "toolRepair"), name: second };
    case "brew":
      return { kind: first === "remove" ? "brewRemove" : "brewAdd", name: second };
    case "add":
    case "remove":
    case "upgrade": {
      const names = options.file ? [...plain.slice(1), lastName(options.file)] : plain.slice(1);
      return { kind: what === "upgrade" && names.length === 0 ? "upgradeAll" : what, project: lastName(first), names };
    }
    case "break-glass":
      return { kind: options.builds ? "glassBuild" : "glass" };
    case "open":
      return { kind: options.place === "editor" ? "openEditor" : "openTerminal" };
    case "take-out":
      return { kind: "takeOut", names: plain };
    case "rescue":
      return { kind: "rescue", project: lastName(options.into ?? "") };
    case "lock":
      return { kind: first === "off" ? "unlock" : "lock" };
    default:
      return { kind: OTHERS[what] ?? "other", name: lastName(first) };
  }
}

const TOOLS: Record<string, Kind> = { add: "toolAdd", remove: "toolRemove", upgrade: "toolUpgrade" };

const OTHERS: Record<string, Kind> = {
  new: "new",
  requirements: "requirements",
  freeze: "freeze",
  pipx: "pipx",
  "pip-conf": "pipConf",
  undo: "undo",
};

function sandbox(what: string, { python }: Options): Kind {
  if (what === "create") return python ? "createOn" : "create";
  return what === "repair" || what === "switch" || what === "delete" ? what : "discard";
}

interface Options {
  python?: string;
  into?: string;
  place?: string;
  file?: string;
  /** Whether the commands of what it needs count as its own. */
  deep?: boolean;
  /** Whether what comes as source may be built. */
  builds?: boolean;
}

const WITH_VALUE: Record<string, Exclude<keyof Options, "deep" | "builds">> = { "--python": "python", "--into": "into", "--in": "place", "-r": "file" };

/** The words of a wish without its options, and these. */
function sorted(words: readonly string[]): { plain: string[]; options: Options } {
  const plain: string[] = [];
  const options: Options = {};
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const option = WITH_VALUE[word];
    if (word === "--") return { plain: [...plain, ...words.slice(at + 1)], options };
    if (word === "--include-deps") options.deep = true;
    else if (word === "--build") options.builds = true;
    else if (option) options[option] = words[(at += 1)] ?? "";
    else if (!word.startsWith("--")) plain.push(word);
  }
  return { plain, options };
}
