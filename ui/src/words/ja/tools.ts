/** pipx, its tools, and Homebrew. */
import type { Words } from "../type";
import { count, list } from "./speech";

export const tools: Words["tools"] = {
  title: "ツール",
  sub: (tools) => (tools === 0 ? "名前を入力して実行するプログラム" : count(tools, { other: "#個のツール、それぞれ専用のサンドボックス" })),
  pipx: "pipx",
  noPipx: "pipxは設定されていません",
  noPipxAbout: "pipxは、blackやyt-dlpのようなプログラムを、それぞれ専用のサンドボックスにインストールします。どのターミナルでも使え、ほかの邪魔をしません。",
  lost: "pipx自体がなくなり、ツールだけが残っています",
  offPath: "ターミナルがツールを見つけられません",
  offPathAbout: (home) => `ツールのフォルダがまだPATHに入っていません。pipxはツールを${home}に保管しています。`,
  list: "インストール済みのツール",
  none: "ツールはインストールされていません",
  add: "ツールを追加",
  hint: "ツールを追加（例：black）",
  button: "追加",
  commands: (commands) => (commands.length === 0 ? "独自のコマンドなし" : list(commands)),
  broken: "故障",
  ready: "準備完了",
  brew: "Homebrew",
  brewAbout: "ffmpegのような、Pythonのパッケージではないプログラムのためのものです。Homebrewでは、それぞれをformulaと呼びます。",
  brewAdd: "Homebrewでインストール",
  brewHint: "プログラム（例：ffmpeg）",
  brewButton: "インストール",
  brewRemove: "プログラムを削除",
  brewRemoveButton: "削除",
  noBrew: "このコンピュータにHomebrewはありません",
  noBrewAbout: "Homebrewは、コンピュータ全体で使うプログラムをインストールします。Sandbarはなくても動作します。サンドボックスとpipxに必要なのはPythonだけです。",
  noBrewHow: "入れる場合は、まずこのページを読んでから決めてください：",
  noBrewLink: "https://brew.sh",
};
