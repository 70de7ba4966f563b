/** Every sentence of the popover, in the language that is spoken: its own, and, through `said`, those of the engine. */
export { choose, LANGUAGES, type Language } from "./words/language";
export { aloud, said } from "./words/engine/said";
export { speak, spoken, words } from "./words/spoken.svelte";
