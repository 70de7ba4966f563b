/** The engine's sentences, cut at their backticks. */

export interface Part {
  text: string;
  /** Whether this is a path, a command or a name that stood between backticks. */
  typed: boolean;
}

export function inTicks(sentence: string): Part[] {
  const pieces = sentence.split("`");
  // A last backtick without a partner is a character like any other.
  if (pieces.length % 2 === 0) pieces.push(`${pieces.splice(-2).join("`")}`);
  return pieces.map((text, at) => ({ text, typed: at % 2 === 1 })).filter(({ text }) => text !== "");
}

/** A sentence where nothing can look different: read aloud, or as the name of an element. */
export function plain(sentence: string): string {
  return inTicks(sentence)
    .map(({ text }) => text)
    .join("");
}

/**
 * A command with the folders of its paths left out, for a line that has no room for them: what runs, and on what.
 *
 * Of a hidden name, such as `.venv`, the folder it lies in says more than the name, so both stay.
 */
export function brief(command: string): string {
  return command.replace(PATH, (path, before: string, last: string) =>
    path.length > before.length + last.length + 2 ? `${before}…/${last}` : path,
  );
}

const PATH = /(^|[\s'"=])~?\/(?:[^\s'"/]+\/)*?((?:[^\s'"/]+\/\.)?[^\s'"/]+)(?=$|[\s'"])/g;

/** Whether these are the wanted words, in any order: what somebody types to show that they mean it. */
export function sameWords(typed: string, wanted: readonly string[]): boolean {
  const said = typed.split(/[\s,]+/).filter(Boolean);
  return said.length === wanted.length && [...said].sort().join("\n") === [...wanted].sort().join("\n");
}
