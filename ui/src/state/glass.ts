/** The wish that breaks the glass, taken apart and put together. */
import type { Wish } from "./plans.svelte";

export interface Glass {
  /** The Python that was named; null for the one that the engine takes. */
  python: string | null;
  packages: string[];
}

/** What a wish would install against the guard, if it is such a wish. */
export function throughGlass([what, ...rest]: Wish): Glass | null {
  if (what !== "break-glass") return null;
  const named = rest.indexOf("--python");
  const python = named < 0 ? null : (rest[named + 1] ?? null);
  const packages = rest.filter((word, at) => word !== "--" && (named < 0 || (at !== named && at !== named + 1)));
  return { python, packages };
}

export function breakGlass({ python, packages }: { python: string | null; packages: readonly string[] }): Wish {
  return ["break-glass", ...(python === null ? [] : ["--python", python]), ...asNames(packages)];
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
