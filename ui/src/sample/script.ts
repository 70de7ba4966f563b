/** Plays a job, such as the making of a sandbox, event by event, as the engine sends it. */
import type { Event, Job, Snapshot } from "../contract";
import { CHECKS, creation, job } from "./action";
import { environment, project, snapshot, WEATHER } from "./machine";

const LINES = [
  "Creating virtual environment",
  "Installing pip into it",
  "Looking in links: /var/folders/q1/T/tmp4k2b",
  "Processing ./pip-26.1-py3-none-any.whl",
  "Installing collected packages: pip",
  "Successfully installed pip-26.1",
];

/** The machine afterwards. */
export function afterCreation(before: Snapshot = snapshot()): Snapshot {
  return {
    ...before,
    revision: before.revision + 1,
    headline: { level: "good", text: "You're good to go" },
    problems: [],
    projects: before.projects.map((each) =>
      each.path === WEATHER.path ? { ...each, environment: environment(each.path, { packages: 1 }) } : each,
    ),
  };
}

/** The machine after a new project was made. */
function afterNew(path: string, before: Snapshot): Snapshot {
  const made = project(path.split("/").pop() ?? path, { path, environment: environment(path, { packages: 1 }), touched: 99_999 });
  return {
    ...before,
    revision: before.revision + 1,
    projects: [...before.projects, made],
    folders: [...before.folders, { path, state: "ok" }],
  };
}

/** Every event of a creation that goes well. */
export function creating(): Generator<Event> {
  return playing(job({ plan: creation() }));
}

/** Every event of a job that goes well. */
export function* playing(begun: Job, before: Snapshot = snapshot()): Generator<Event> {
  const at = (rest: Partial<Job>): Event => ({ event: "job", job: { ...begun, ...rest } });
  yield at({});
  for (const line of LINES) yield { event: "output", id: begun.id, lines: [line] };
  yield at({ state: "verifying" });
  if (begun.wish[1] === "create") yield { event: "snapshot", snapshot: afterCreation(before) };
  if (begun.wish[0] === "new" && begun.wish[1]) yield { event: "snapshot", snapshot: afterNew(begun.wish[1], before) };
  if (begun.wish[0] === "add") yield { event: "snapshot", snapshot: { ...before, revision: before.revision + 1 } };
  yield at({ state: "ended", outcome: "done", checks: CHECKS });
}
