/** What the user was told of unasked. */
import type { Words } from "../type";
import { count } from "./speech";

export const notices: Words["notices"] = {
  since: "前回見てからのこと",
  told: "お知らせ",
  none: "お知らせはまだありません",
  fresh: "新着",
  unseen: (number) => count(number, { other: "新しいお知らせ#件" }),
  all: (number) => `履歴で全${number}件を表示`,
  more: (number) => `全${number}件を表示`,
  show: "見る",
  close: "あとで",
  mute: { kind: "この種類をミュート", folder: "このフォルダをミュート", python: "このPythonをミュート" },
  unmute: { kind: "この種類のミュートを解除", folder: "このフォルダのミュートを解除", python: "このPythonのミュートを解除" },
  muted: "システムには表示されなくなりました",
  unmuted: "システムに再び表示されます",
  over: "解決済み",
  settled: "解決済みです。もう何もする必要はありません",
  failed: "お知らせを読み込めませんでした",
};

export const allow: Words["allow"] = {
  title: "Sandbarからの通知を受け取る",
  about: "次にここを見たときではなく、起きたときに分かります。",
  button: "通知を許可",
  asking: "システムが確認しています…",
  spoken: {
    granted: "これからシステムが通知を表示します",
    denied: "システムは通知を表示しません",
    unasked: "システムには確認していません",
    unavailable: "システムは通知を表示できません",
  },
};
