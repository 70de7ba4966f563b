/** Where a notice leads, when somebody wants to see what it is about. */
import type { Notice, Place, Snapshot } from "../contract";

/** Where one can go: where the engine can say so, and what is about several at once. */
export type Goal = Place | { place: "projects" | "pythons" };

/** The page of what the notice is about; else the list that it is in. */
export function placeOf({ kind, subject }: Notice, { projects, interpreters }: Snapshot): Goal {
  const project = projects.find(({ path, environment }) => path === subject || environment.path === subject);
  if (project) return { place: "project", path: project.path };
  const python = interpreters.find(({ id, path, aliases }) => path === subject || id === subject || aliases.includes(subject));
  if (python) return { place: "python", path: python.path };
  // What happened in several projects at once is about the folder around them.
  return { place: kind === "guard_off" || kind === "system_install" ? "pythons" : "projects" };
}
