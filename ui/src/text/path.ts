/** Paths and other long lines, cut for a narrow window where they say least: in the middle. */

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A path with the home folder written as `~`. */
export function underHome(path: string, home: string): string {
  if (home === "") return path;
  if (path === home) return "~";
  const below = home.endsWith("/") ? home : `${home}/`;
  return path.startsWith(below) ? `~/${path.slice(below.length)}` : path;
}

/**
 * A line in two halves: the first may be cut at its end, the second is shown whole.
 *
 * The second is the last name of a path, if that is not longer than `most`; else the last `most` characters. A
 * character is what a reader calls one: an emoji of several code points is never cut apart.
 */
export function halves(line: string, most = 24): [string, string] {
  // A line has at most as many characters as code units; counting those is what costs.
  if (line.length <= most) return ["", line];
  const characters = Array.from(graphemes.segment(line), ({ segment }) => segment);
  if (characters.length <= most) return ["", line];
  const last = characters.lastIndexOf("/");
  const short = last > 0 && characters.length - last <= most;
  const cut = short ? last : characters.length - most;
  return [characters.slice(0, cut).join(""), characters.slice(cut).join("")];
}

/** The folder that a path lies in. */
export function parent(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash > 0 ? path.slice(0, slash) : "/";
}

/** The name that stands at the end of a path. */
export function lastName(path: string): string {
  return path.split("/").pop() || path;
}
