/** What every catalogue has to say: all that the English one does. */
import type { en } from "./en";

/** The shape of a value, whatever its sentences are. */
type Shape<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Shape<Said>
    : T extends object
      ? { readonly [Key in keyof T]: Shape<T[Key]> }
      : T;

export type Words = { readonly [Key in keyof typeof en]: Key extends "language" ? (typeof en)[Key] : Shape<(typeof en)[Key]> };
