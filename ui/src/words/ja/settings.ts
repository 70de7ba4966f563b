/** What the user chooses about Sandbar itself. */
import type { NoticeKind, NotificationAccess, Os } from "../../contract";
import type { Words } from "../type";

const KINDS: Record<NoticeKind, { name: string; about: string }> = {
  system_install: { name: "システムのPythonへのインストール", about: "どのターミナルからでも。そのPythonはほかのプログラムも使っています" },
  new_project: { name: "サンドボックスのないプロジェクト", about: "新しいものについて、落ち着いたころに一度だけ" },
  environment_broken: { name: "壊れたサンドボックス", about: "土台のPythonが更新されたあとなど" },
  guard_off: { name: "pipの保護がオフ", about: "pipの設定の一行で、どこにでもインストールされる状態です" },
};

const ACCESS: Record<NotificationAccess, { name: string; about: Record<Os, string> }> = {
  granted: { name: "システムが通知を表示します", about: { macos: "画面の隅と、このウインドウに", linux: "デスクトップと、このウインドウに" } },
  denied: {
    name: "システムは通知を表示しません",
    about: {
      macos: "変更するには「システム設定」→「通知」→「Sandbar」を開きます。それまではここに表示されます。",
      linux: "変更するにはデスクトップの設定で「通知」を開きます。それまではここに表示されます。",
    },
  },
  unasked: {
    name: "システムにはまだ確認していません",
    about: { macos: "それまではこのウインドウだけに表示されます。", linux: "それまではこのウインドウだけに表示されます。" },
  },
  unavailable: {
    name: "システムは通知を表示できません",
    about: {
      macos: "このウインドウに表示され、メニューバーのアイコンの形が変わります。",
      linux: "このウインドウに表示され、パネルのアイコンの形が変わります。",
    },
  },
};

const ICON: Record<Os, { name: string; about: string }> = {
  macos: { name: "メニューバーのアイコン", about: "ないときは「アプリケーション」かSpotlightからSandbarを開くと、このウインドウが出ます" },
  linux: { name: "パネルのアイコン", about: "ないときはアプリの一覧からSandbarを開くと、このウインドウが出ます" },
};

export const settings: Words["settings"] = {
  title: "設定",
  sub: "Sandbarがしてよいこと、話す言葉",
  failed: "保存できませんでした",
  folders: { title: "監視しているフォルダ", about: "Pythonプロジェクトを探すのはこの中だけです。", none: "監視しているフォルダはまだありません" },
  notices: {
    title: "通知",
    about: "オフにしたものはシステムには表示されません。「履歴」には残ります。",
    kinds: KINDS,
    access: ACCESS,
  },
  muted: { title: "ミュート中", about: "そこで起きたことはシステムには表示されません。", unmute: "解除", unmuteWhat: (what) => `${what}のミュートを解除` },
  app: {
    title: "Sandbar",
    login: { name: "ログイン時に開く", about: "セッションとともに起動し、ウインドウは開きません" },
    icon: ICON,
  },
  language: {
    title: "言語",
    about: "Sandbarが話す言葉です。pipなどほかのプログラムの出力はそのままです。",
    system: "システムと同じ",
    names: { en: "English", de: "Deutsch", ja: "日本語" },
  },
  diagnosis: {
    title: "先生や不具合の報告に",
    about: "含むもの：バージョン、Pythonの一覧、問題点。含まないもの：名前、ホームフォルダ、ファイルの中身。",
    button: "診断をコピー",
    making: "確認中…",
    copied: "コピーしました。内容：",
    failed: "診断を作れませんでした",
  },
  version: (version) => `Sandbar ${version}`,
};
