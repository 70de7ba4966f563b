/** What a screen reader is told though the focus is elsewhere. Nothing is said twice in a row by accident. */

export class Voice {
  /** The sentence in the live region. */
  sentence = $state("");

  say(sentence: string): void {
    // A region whose text stays the same is not read again; an invisible mark makes it another text.
    this.sentence = this.sentence === sentence ? `${sentence}\u200B` : sentence;
  }
}
