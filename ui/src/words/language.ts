/** The languages that the popover speaks, and which of them a reader gets. */

export const LANGUAGES = ["en", "de", "ja"] as const;

export type Language = (typeof LANGUAGES)[number];

/** The one that was chosen, else the first of the system's that is spoken here, else English. */
export function choose(preferred: string | null, system: readonly string[]): Language {
  const wanted = preferred === null ? system : [preferred, ...system];
  return wanted.map(spokenAs).find((language) => language !== null) ?? "en";
}

/** "de" of "de-AT", and of "de_AT.UTF-8" too; null for what is not spoken here. */
function spokenAs(tag: string): Language | null {
  const [language] = tag.toLowerCase().split(/[-_.@]/);
  return LANGUAGES.find((each) => each === language) ?? null;
}
