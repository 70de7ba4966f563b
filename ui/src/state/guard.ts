/** How well a Python is guarded, as one word that the views have sentences for. */
import type { Interpreter } from "../contract";

export type Guard = "private" | "protected" | "managed" | "openHard" | "open";

export function guardOf({ managed, protection, private: own }: Interpreter): Guard {
  if (own) return "private";
  if (managed) return protection === "hard" ? "protected" : "managed";
  return protection === "hard" ? "openHard" : "open";
}
