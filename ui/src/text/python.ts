/** Which Python something is, in words. */
import type { Interpreter, Meaning, Snapshot } from "../contract";
import { words } from "../words";
import { underHome } from "./path";

/** "Homebrew 3.14.6". */
export function nameOf({ owner, version }: Interpreter): string {
  return `${owner} ${version || words.pythons.unknownVersion}`;
}

/** What a word of the terminal leads to: a known Python by its name, else the file that answers. */
export function whichOf(meaning: Meaning, { interpreters, home }: Snapshot): string {
  const interpreter = interpreters.find(({ id }) => id === meaning.interpreter);
  return interpreter ? nameOf(interpreter) : underHome(meaning.resolved, home);
}

/** The sentence about the terminal's `python3`. */
export function usedPython(snapshot: Snapshot): string {
  const { python3 } = snapshot.terminal;
  return python3 ? words.now.uses(whichOf(python3, snapshot)) : words.now.usesNone;
}
