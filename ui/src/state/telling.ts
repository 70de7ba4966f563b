/** Where a notice leads, when somebody wants to see what it is about. */
import type { Notice, Place, Snapshot } from "../contract";

/** The page of what the notice is about; the Pythons for what is about all of them; else what was told. */
export function placeOf({ kind, subject }: Notice, { projects, interpreters }: Snapshot): Place {
  const project = projects.find(({ path, environment }) => path === subject || environment.path === subject);
  if (project) return { place: "project", path: project.path };
  const python = interpreters.find(({ id, path, aliases }) => path === subject || id === subject || aliases.includes(subject));
  if (python) return { place: "python", path: python.path };
  return kind === "guard_off" ? { place: "python", path: subject } : { place: "now" };
}
