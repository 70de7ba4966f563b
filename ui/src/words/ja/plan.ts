/** What a plan says of itself, what is asked before it runs, and what is checked. */
import type { Words } from "../type";
import { count } from "./speech";

export const create: Words["create"] = {
  button: "サンドボックスを作成",
  starting: "開始しています…",
  about: "サンドボックス（仮想環境）は、このプロジェクトのパッケージをほかと分けて保管します。",
  show: "コマンドを表示",
  hide: "コマンドを隠す",
  more: (number) => `ほか${count(number, { other: "#個のコマンド" })}`,
  changed: "表示した後に状況が変わり、内容も変わりました。読んでから、もう一度押してください。",
  refused: "ここではできません",
  better: "代わりにできること：",
  failed: "開始できませんでした",
};

export const wait = "このサンドボックスは別のプログラムが作成中です。終わるまで何もしません。";

export const check: Words["check"] = {
  button: "確認する",
  again: "もう一度確認する",
  running: "確認中…",
  about: "サンドボックスのPythonとpipを実行し、応答するかを確かめます。",
  ok: "サンドボックスは動作しています",
  not: "サンドボックスは正しく動作していません",
  failed: "確認できませんでした",
  asks: "それでも実行しますか？",
  risk: "このサンドボックスのPythonは、Sandbarの知らないものです。確認するにはそのプログラムを実行する必要があり、実行すると、あなたにできることは何でもできてしまいます。このフォルダの出どころがわかっている場合だけ続けてください。",
  anyway: "それでも実行",
  not_now: "今はしない",
  spoken: { true: "確認しました。サンドボックスは動作しています", false: "確認しました。サンドボックスは正しく動作していません" },
  states: { true: "問題なし", false: "問題あり", null: "参考情報" },
};

export const plan: Words["plan"] = {
  label: "行うこと",
  effects: "実行後",
  expects: "最後に確認すること",
  undo: "取り消すには",
  noUndo: "これは取り消せません",
};

export const look: Words["look"] = {
  button: "先に調べる",
  looking: "調べています…",
  about: "調べるだけで、何も変更しません。わかったことは、インストールする前に表示します。",
  found: "実行するとこうなります：",
};

export const confirm: Words["confirm"] = {
  ask: () => "続けるには、パッケージの名前を入力してください：",
  label: "名前をもう一度",
};

export const way: Words["way"] = {
  close: "今はしない",
  undo: "取り消す",
  noUndo: "これは取り消せません",
  canUndo: "後で取り消せます。",
  show: "すべて表示",
  hide: "表示を減らす",
  more: (plan, shown) => `ほか${count(plan.effects.length - shown, { other: "#件" })}`,
};
