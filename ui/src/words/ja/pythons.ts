/** The Pythons of the machine, what strayed into them, and what guards them. */
import type { Words } from "../type";
import { count, list, packages } from "./speech";

export const pythons: Words["pythons"] = {
  title: "Python",
  sub: (number) => (number === 0 ? "このコンピュータにPythonはありません" : `このコンピュータに${count(number, { other: "#個のPython" })}`),
  disagree: "pipとpythonが食い違っています",
  picture: "python3と入力したとき",
  asked: {
    shell: null,
    cache: "前回シェルに尋ねたときの答えです",
    paths: "シェルには尋ねていないため、システムのPATHを表示しています",
  },
  nothing: "PATHのどのフォルダにもpython3がありません",
  empty: (number) => count(number, { other: "python3のないフォルダ #個" }),
  hit: "これが応答します",
  words: "ほかの入力では",
  unknown: "Sandbarの知らないPython",
  notFound: "見つかりません",
  settings: "結果を変えている環境変数",
  here: { macos: "このMacにあるもの", linux: "このコンピュータにあるもの" },
  none: "Pythonが見つかりませんでした",
  noneHint: "python.orgまたはHomebrewからインストールして、もう一度調べてください",
  chips: { protected: "保護あり", managed: "管理下", open: "保護なし", private: "専用", strays: (n) => count(n, { other: "紛れ込み #個" }) },
  about: {
    strays: (n, who) => `${list(who)}が入れた${packages(n)}`,
    unknownWho: "誰か",
    protected: "pipはここへのインストールを断ります",
    managed: "専用のツールが管理しています",
    open: "保護がなく、pipはそのままインストールします",
    openHard: "ほかのプログラムに必要ですが、保護されていません",
    private: "特定のツール専用です",
  },
  path: "実行されるもの",
  real: "ファイル本体",
  arch: "対応する種類",
  message: "pipが断るときのメッセージ",
  marker: "書かれている場所",
  aliases: "別の呼び方",
  sites: "パッケージの保管場所",
  strays: "紛れ込んだパッケージ（本来のものではありません）",
  stray: { asked: "自分で追加", along: "一緒に追加", shared: "ユーザのフォルダ内" },
  unknownVersion: "（バージョン不明）",
};

export const rescue: Words["rescue"] = {
  button: (number) => `${packages(number)}を救出`,
  about: "プロジェクトのサンドボックスへ移します。そこで動くことを確かめてから、このPythonから取り除きます。",
  into: "どのプロジェクトに移しますか？",
  search: "プロジェクトを検索",
  noProject: "移す先のプロジェクトがまだありません。先に作成してください。",
};

export const glass: Words["glass"] = {
  open: "それでもここにインストール…",
  back: "安全な方へ戻る",
  title: "保護を破りますか？",
  sub: (python) => `ほかのプログラムを支える${python}に入れます`,
  unknown: "保護されたPython",
  name: "インストールするもの",
  hint: "パッケージ（例：httpx）",
  next: "内容を見る",
  better: "よりよい方法",
  betterDo: "こちらにする",
  happens: "続けると起きること",
  whole: "何が起きるかを読み終えるまで、何もインストールされません。",
};

export const lock: Words["lock"] = {
  title: "サンドボックスの外でのpip",
  on: "ロック中",
  off: "許可",
  about: "ロックすると、どのPythonでも、pipはサンドボックスの中だけにインストールします。",
};
