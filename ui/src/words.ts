/** Every sentence of the popover, in the language that is spoken. What is wrong and what to do is said by the engine. */
export { choose, LANGUAGES, type Language } from "./words/language";
export { speak, spoken, words } from "./words/spoken.svelte";
