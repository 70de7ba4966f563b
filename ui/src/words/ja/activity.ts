/** Jobs, as they go on and as they ended, and the history of them. */
import type { Words } from "../type";
import { deed, jobState, news } from "../which";
import { count } from "./speech";
import { told } from "./wish";

export const activity: Words["activity"] = {
  title: "履歴",
  sub: (running) => (running === 0 ? "実行中の作業はありません" : count(running, { other: "#件の作業を実行中" })),
  running: "実行中",
  history: "これまで",
  none: "まだ何も行われていません",
  noneHint: "Sandbarが行った作業とその結果が、ここに並びます。",
  deed: deed(told),
  outcome: { done: "完了", failed: "失敗", cancelled: "停止" },
  took: (seconds) => seconds ?? "1秒未満",
  failed: "履歴を読み込めませんでした",
  commands: "コマンド",
  how: "取り消す方法",
  noOutput: "出力はありませんでした",
  unknown: "以前のバージョンのSandbarが行った作業で、内容は記録されていません",
};

export const job: Words["job"] = {
  spoken: news({
    queued: (title) => `待機中：${title}`,
    running: (title) => `開始：${title}`,
    verifying: "結果を確認しています",
    done: (title) => `完了：${title}`,
    cancelled: (title) => `停止：${title}`,
    failed: (title) => `未完了：${title}`,
  }),
  state: jobState({
    queued: "順番を待っています",
    verifying: "結果を確認しています",
    step: (step, of) => `手順 ${step}/${of}`,
    atWork: "実行しています",
  }),
  cancel: "キャンセル",
  stopping: "停止中…",
  noOutput: "まだ出力はありません",
  ended: { done: "完了し、確認しました", failed: "うまくいきませんでした", cancelled: "停止しました" },
  dismiss: "この結果を片付ける",
  outputLabel: "出力",
  progress: "進み具合",
};
