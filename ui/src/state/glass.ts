/** The wish that breaks the glass, taken apart and put together. */
import type { Wish } from "./plans.svelte";

export interface Glass {
  /** The Python that was named; null for the one that the engine takes. */
  python: string | null;
  packages: string[];
  /** Whether what comes as source may be built. */
  builds: boolean;
}

const BUILD = "--build";

/** What a wish would install against the guard, if it is such a wish. */
export function throughGlass([what, ...rest]: Wish): Glass | null {
  if (what !== "break-glass") return null;
  const named = rest.indexOf("--python");
  const python = named < 0 ? null : (rest[named + 1] ?? null);
  const end = rest.indexOf("--");
  const options = end < 0 ? rest : rest.slice(0, end);
  const builds = options.includes(BUILD);
  const packages = rest.filter((word, at) => {
    const isOption = (end < 0 || at < end) && word === BUILD;
    return at !== end && !isOption && (named < 0 || (at !== named && at !== named + 1));
  });
  return { python, packages, builds };
}

interface Breaking {
  python: string | null;
  packages: readonly string[];
  builds?: boolean;
}

export function breakGlass({ python, packages, builds = false }: Breaking): Wish {
  return ["break-glass", ...(builds ? [BUILD] : []), ...(python === null ? [] : ["--python", python]), ...asNames(packages)];
}

/** Names as a wish takes them: what begins with a hyphen is one all the same, and never an option. */
export function asNames(names: readonly string[]): string[] {
  return names.some((name) => name.startsWith("-")) ? ["--", ...names] : [...names];
}

/** The names in what was typed, whether spaces or commas are between them: not the commas of `a[b,c]` or `a>=1,<2`. */
export function namesIn(text: string): string[] {
  return text
    .split(/\s+|,(?=[A-Za-z])(?![^[]*\])/)
    .map((word) => word.replace(/^,+|,+$/g, ""))
    .filter((word) => word !== "");
}
