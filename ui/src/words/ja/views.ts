/** What was added to the views, in Japanese. */
import { count, list, number } from "./speech";

export const hand = {
  take: (name: string, key: string | null) => `${name}に切り替える${key === null ? "" : `（${key}）`}`,
  taken: (name: string) => `${name}に切り替えました`,
  page: (name: string) => `${name}のページを開く`,
  check: "確認する",
};

export const wanting = (many: number) => (many === 0 ? null : `要対応${number(many)}件`);

export const meant = {
  title: (names: readonly string[]) => `${list(names.map((name) => `\`${name}\``))}のことですか？`,
};

export const retrying = { label: "再試行", about: "同じことを、計画からやり直します" };

export const group = {
  asked: "自分で追加したもの",
  along: (many: number) => `一緒に入ったもの · ${number(many)}`,
  unknown: "インストール済み",
  neededBy: (version: string, names: readonly string[]) => `${version} · ${list(names)}に必要`,
  more: (many: number) => count(many, { other: "ほか#個" }),
  upgradeWhat: (name: string) => `${name}をアップグレード`,
  upgrade: "ほかのパッケージと合う最新版にします",
  removing: "このサンドボックスから外します。あとで入れ直せます",
};

export const line = { copy: "この行をコピー", about: "ターミナルに貼り付けると、そのウインドウを閉じるまでサンドボックスが有効になります" };

export const guard = {
  protected: (owner: string) =>
    `保護されたPython（externally managed）です。${owner}のほかのプログラムがこれで動いているため、pipはここへのインストールを断ります。ライブラリはプロジェクトのサンドボックスへ、ツールはpipxへ入れます。`,
  managed: (owner: string) =>
    `${owner}が管理しています（externally managed）。pipは手を出しません。ライブラリはプロジェクトのサンドボックスへ、ツールはpipxへ入れます。`,
  open: "pipはここへ何でもインストールできます。どのプロジェクトにも同じものが見えるので、プロジェクトごとのサンドボックスで分けておくのが安全です。",
  openHard: "ほかのプログラムがこのPythonを必要としていますが、pipによる変更を止めるものがありません。触らずに、サンドボックスで作業してください。",
  private: "あるツール専用のPythonです。何もする必要はありません。",
};

export const apart = {
  title: "同じPythonではありません",
  installs: "ここへ入れます",
  reads: "ここを見ます",
  fix: "代わりにこう入力すると、同じPythonになります：",
  inside: "サンドボックスが有効なときは、いつも同じです。",
};

const lines = (many: number) => count(many, { other: "#行" });

export const output = {
  said: (kept: number, said: number) => (kept < said ? `出力 · ${lines(said)}のうち最後の${lines(kept)}` : `出力 · ${lines(said)}`),
};

export const naming = { single: "一つずつ入力してください。終わってから次を入力できます" };

export const fromFile = {
  name: "ファイルに書かれたものを追加",
  about: "requirements-dev.txtなど。ほかの場所のファイルでもかまいません",
  button: "ファイルを選択",
  failed: "ファイルを選べませんでした",
};

export const mend = {
  settings: {
    about: "設定のない状態から始めます。古いファイルは別の名前で残ります。",
    button: "新しく始める",
    failed: "古いファイルをよけられませんでした",
  },
  folder: { about: "フォルダそのものは変わりません。あとでまた追加できます。", button: "監視をやめる", failed: "フォルダを変更できませんでした" },
};

export const busy = { running: "実行中", queued: "待機中" };

export const forget = {
  button: "取り消し用の保管をやめる",
  ask: "取り消し用に保管していたものをゴミ箱に移します。そのあとは、ここから元に戻せません。",
  sure: "ゴミ箱に移す",
  failed: "取り消し用の保管をやめられませんでした",
  done: "取り消し用の保管をやめました",
};

export const glassDone = { title: "保護されたPythonに入りました", sub: "下から、またはあとで履歴から元に戻せます" };
