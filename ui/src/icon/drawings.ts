/** The larger drawings of the first screens: 160 by 96, in the strokes of the icons. */
export interface Stroke {
  d: string;
  /** What it is drawn in; what says nothing of importance is faint. */
  tone: "plain" | "faint" | "good" | "accent";
}

/** A box with its lid open, such as a sandbox is drawn: `x` is its left edge. */
const box = (x: number, tone: Stroke["tone"]): Stroke[] => [
  { d: `M${x} 50 l24 -10 24 10 v24 l-24 10 -24 -10z`, tone },
  { d: `M${x} 50 l24 10 24 -10`, tone },
  { d: `M${x + 24} 60 v24`, tone },
];

/** A package, as a small cube whose lowest corner is at `x`, `y`. */
const cube = (x: number, y: number, tone: Stroke["tone"]): Stroke[] => [
  { d: `M${x} ${y} l-8 -4 v-9 l8 -4 8 4 v9z`, tone },
  { d: `M${x - 8} ${y - 13} l8 4 8 -4`, tone },
  { d: `M${x} ${y - 9} v9`, tone },
];

export const DRAWINGS = {
  /** Two projects, each in a box of its own; packages fall into the one they are for. */
  hello: [
    ...box(18, "plain"),
    ...box(94, "plain"),
    ...cube(42, 32, "accent"),
    ...cube(118, 32, "good"),
    { d: "M42 36 v6", tone: "faint" },
    { d: "M118 36 v6", tone: "faint" },
    { d: "M80 26 v64", tone: "faint" },
  ],
  /** One box, being made. */
  make: [
    ...box(56, "accent"),
    { d: "M80 14 v14", tone: "faint" },
    { d: "M62 20 l6 9", tone: "faint" },
    { d: "M98 20 l-6 9", tone: "faint" },
  ],
  /** One box, and the check. */
  made: [...box(56, "plain"), { d: "M68 22 l8 8 16 -18", tone: "good" }],
} as const satisfies Record<string, readonly Stroke[]>;

export type DrawingName = keyof typeof DRAWINGS;
