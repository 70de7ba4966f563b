/** The strokes of every icon. */
export const ICONS = {
  now: ["M3 9.5 10 3.5l7 6", "M5 8v8.5h10V8", "M8.5 16.5V12h3v4.5"],
  projects: ["M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5z", "M3.5 6.5 10 10l6.5-3.5", "M10 10v7"],
  pythons: ["M6.5 16.5H13a3.2 3.2 0 0 0 0-6.4H7.2a3.1 3.1 0 0 1 0-6.2h6.3", "M15.4 3.9h.2"],
  activity: ["M2.5 10.5h3.2L8 4.5l4 11 2.3-5h3.2"],
  check: ["m4.5 10.5 3.8 3.8 7.4-8.4"],
  attention: ["M10 4.5v6.7", "M10 15.2v.1"],
  cross: ["m5.5 5.5 9 9", "m14.5 5.5-9 9"],
  information: ["M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z", "M10 9.4v4", "M10 6.5v.1"],
  back: ["M12 4.5 6.5 10l5.5 5.5"],
  forward: ["m8 5.5 4.5 4.5L8 14.5"],
  copy: ["M7.5 7.5h8v8.5h-8z", "M12.5 7.5V4H4.5v8.5h3"],
  folder: ["M3 15.5v-11h4.5l2 2H17v9z"],
  plus: ["M10 4.5v11", "M4.5 10h11"],
  again: ["M15.8 8.2a6.2 6.2 0 1 0 .3 3.3", "M16.3 4.2v4.2h-4.2"],
  search: ["M13.6 8.8a4.8 4.8 0 1 1-9.6 0 4.8 4.8 0 0 1 9.6 0z", "m12.4 12.4 3.9 3.9"],
} as const;

export type IconName = keyof typeof ICONS;
