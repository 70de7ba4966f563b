/** Which words for pip lead to another Python than `python3`, where the engine says that they do. */
import type { Meaning, Terminal } from "../contract";

export interface Strange {
  word: "pip3" | "pip";
  meaning: Meaning;
}

export function apart({ mismatch, python3, pip, pip3 }: Terminal): Strange[] {
  if (mismatch === null) return [];
  const words = [
    { word: "pip", meaning: pip },
    { word: "pip3", meaning: pip3 },
  ] as const;
  return words.flatMap(({ word, meaning }) => (meaning && meaning.interpreter !== python3?.interpreter ? [{ word, meaning }] : []));
}
