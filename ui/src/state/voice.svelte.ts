/** What a screen reader is told though the focus is elsewhere. The same sentence can be said twice. */

export class Voice {
  /** The sentence in the live region. */
  sentence = $state("");

  #last = "";

  say(sentence: string): void {
    // A region whose text stays the same is not read again; an invisible mark makes it another text.
    this.#last = this.#last === sentence ? `${sentence}\u200B` : sentence;
    this.sentence = this.#last;
  }
}
