/**
 * Japanese, as macOS speaks it: sentences are polite, buttons are nouns or verbs as they stand in a dictionary.
 *
 * 「サンドボックス」 first, 「仮想環境」 beside it where it is met for the first time.
 */
import * as activity from "./ja/activity";
import * as lessons from "./ja/lessons";
import * as notices from "./ja/notices";
import * as now from "./ja/now";
import * as plan from "./ja/plan";
import * as projects from "./ja/projects";
import * as pythons from "./ja/pythons";
import * as settings from "./ja/settings";
import { japanese, packages } from "./ja/speech";
import * as tools from "./ja/tools";
import * as views from "./ja/views";
import { told } from "./ja/wish";
import type { Words } from "./type";

export const ja: Words = {
  language: japanese.language,
  number: japanese.number,
  ended: japanese.ended,
  ...activity,
  ...lessons,
  ...notices,
  ...now,
  ...plan,
  ...projects,
  ...pythons,
  ...settings,
  ...tools,
  ...views,
  told,
  tabs: { now: "今", projects: "プロジェクト", tools: "ツール", pythons: "Python", activity: "履歴" },
  tabsLabel: "表示",
  retry: "再試行",
  again: "もう一度調べる",
  loading: "このコンピュータのPythonを調べています",
  engineFailed: "このコンピュータを調べられません",
  lookFailed: "最後の調査に失敗しました。表示しているのはその前の状態です",
  copy: { label: "コピー", what: (what) => `${what}をコピー`, done: "コピー済み", spoken: "コピーしました", failed: "コピーできませんでした" },
  packages,
};
