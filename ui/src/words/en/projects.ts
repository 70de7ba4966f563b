/** Projects, the page of one, what is in its sandbox, and a new one. */
import type { Evidence, FolderState } from "../../contract";
import { FILES, TOOLS } from "../names";
import { condition, standing } from "../which";
import { count, list, packages } from "./speech";

const EVIDENCE: Record<Evidence, string> = { ...FILES, environment: "a sandbox in it", python_files: "Python files", notebooks: "notebooks" };

const FOLDER: Record<Exclude<FolderState, "ok">, string> = {
  missing: "Not there",
  no_permission: "No access",
  not_a_folder: "Not a folder",
  too_wide: "Too big",
};

export const evidence = (evidence: readonly Evidence[]) => list(evidence.map((each) => EVIDENCE[each]));

export const health = condition({
  running: "Being made",
  abandoned: "Unfinished",
  missing: "No sandbox",
  broken: "Broken",
  mixed: "Mixed up",
  moved: "Moved",
  no_pip: "No pip",
  stale: "Out of date",
  healthy: (minor) => (minor ? `Ready · ${minor}` : "Ready"),
});

export const project = {
  facts: "Sandbox",
  state: standing({
    missing: "No sandbox yet",
    ready: "Sandbox ready",
    refuted: "Something is wrong",
    condition: health,
  }),
  where: "Folder",
  evidence: "Known by",
  sandbox: "Sandbox",
  madeBy: "Made by",
  packages: "Packages",
  unknown: "Can't be counted",
  pip: "pip",
  hasPip: { true: "In it", false: "Not in it" },
  gone: "This project is no longer there",
  goneHint: "Its folder was moved, renamed or removed, or is no longer watched",
  tool: TOOLS,
  python: "Python",
};

export const projects = {
  title: "Projects",
  sub: (projects: number, folders: number) =>
    folders === 0 ? "No folder is watched" : `${count(projects, { one: "# project", other: "# projects" })} in ${count(folders, { one: "# folder", other: "# folders" })}`,
  search: "Search projects",
  none: (search: string) => `No project is called "${search}"`,
  found: (number: number) => `${count(number, { one: "# project", other: "# projects" })} found`,
  list: "Projects",
  add: "Add folder",
  adding: "Choosing…",
  addFailed: "The folders could not be changed",
  folders: "Watched folders",
  remove: (folder: string) => `Stop watching ${folder}`,
  folder: FOLDER,
};

export const inside = {
  title: "Packages",
  found: (number: number) => `${packages(number)} found`,
  add: "Add packages",
  hint: "Add packages: requests, pandas…",
  button: "Add",
  search: "Search packages",
  none: (search: string) => `No package is called "${search}"`,
  empty: "Nothing is installed yet",
  all: (number: number) => `Show all ${packages(number)}`,
  failed: "The packages could not be read",
  about: (version: string, requested: boolean | null, complete: boolean) => {
    if (!complete) return `${version} · not completely installed`;
    return requested === null ? version : `${version} · ${requested ? "you asked for it" : "came along"}`;
  },
  remove: "Remove",
  removeWhat: (name: string) => `Remove ${name}`,
};

export const steps = {
  title: "Step inside",
  activate: "Turn it on in a terminal",
  failed: "The line could not be made",
  sandbox: "The sandbox itself",
  another: "Another Python",
  anotherAbout: "The sandbox is made anew, and its packages with it",
  choose: "Choose",
  chosen: "in use",
  pythons: "Which Python",
  onWhich: "On another Python",
  onWhichAbout: "Instead of the one that Sandbar would take",
};

export const fresh = {
  button: "New project",
  title: "A new project",
  sub: "A folder with a sandbox and a first file in it",
  name: "Its name",
  hint: "Such as weather-bot",
  place: "It is made in",
  choose: "Choose another folder",
  choosing: "Choosing…",
  next: "Go on",
  page: "Open its page",
  failed: "No folder could be chosen",
};
