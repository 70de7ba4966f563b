/** The first view, and the answers that its field gives. */
import type { Words } from "../type";
import { verdict } from "../which";
import { number, packages, projects } from "./speech";

export const now: Words["now"] = {
  uses: (python) => `ターミナルのpython3は${python}です`,
  usesNone: "ターミナルにpython3がありません",
  allReady: (many) => (many === 1 ? "プロジェクトには専用のサンドボックスがあります" : `${projects(many)}に、それぞれ専用のサンドボックスがあります`),
  inHand: "作業中のプロジェクト",
  addPackage: "パッケージを追加",
  toFix: "直すところ",
  moreToFix: (more) => `あと${number(more)}件を表示`,
  others: "ほかのプロジェクト",
  all: (many) => `${projects(many)}をすべて表示`,
  empty: "プロジェクトのフォルダがまだありません",
  emptyHint: "Pythonのプロジェクトが入っているフォルダか、最初のプロジェクト用に空のフォルダを選んでください。中身は変更されません。",
  noProjects: "フォルダにPythonのプロジェクトがまだありません",
  noProjectsHint: "Pythonのファイル、requirements.txt、pyproject.tomlのどれかが入っているフォルダが、プロジェクトとして扱われます。",
};

export const ask: Words["ask"] = {
  label: "pipのコマンド、パッケージ、またはエラー",
  hint: "pipのコマンドやエラーをペースト…",
  paste: "ペースト",
  clear: "回答を片付ける",
  asking: "考えています…",
  failed: "これには回答できません",
  answer: "回答",
  verdict: verdict({
    several: packages,
    venv: (what) => `${what}はサンドボックスに入れるものです`,
    pipx: (what) => `${what}は実行して使うツールです`,
    brew: (what) => `${what}はHomebrewで入れるものです`,
    rename: (what, many) => (many > 1 ? `${what}は、名前が異なります` : `インストールする名前は${what}です`),
    stdlib: "Pythonに最初から入っています",
    ask: "何に使うかによります",
    unknown: "Sandbarにはわかりません",
    meant: (what) => `${what}のことですか？`,
    sandbox: "これはサンドボックスで扱うものです",
    apart: (what) => `${what}は、それぞれ入れる場所が違います`,
    nothing: "インストールするものはありません",
    glass: "理由があって保護されています",
    fix: "これは直せます",
  }),
  or: "または",
  then: "その次に",
  lookUp: "パッケージインデックスで調べる",
  confidence: { certain: "確実", likely: "おそらく", low: "推測" },
  answered: (title) => `回答：${title}`,
};
