/** Projects, the page of one, what is in its sandbox, and a new one. */
import type { Evidence } from "../../contract";
import { FILES, TOOLS } from "../names";
import type { Words } from "../type";
import { condition, standing } from "../which";
import { count, list, packages, projects as counted } from "./speech";

const EVIDENCE: Record<Evidence, string> = { ...FILES, environment: "中のサンドボックス", python_files: "Pythonのファイル", notebooks: "ノートブック" };

export const evidence: Words["evidence"] = (evidence) => list(evidence.map((each) => EVIDENCE[each]));

export const health: Words["health"] = condition({
  running: "作成中",
  abandoned: "未完成",
  missing: "サンドボックスなし",
  broken: "故障",
  mixed: "混在",
  moved: "移動済み",
  no_pip: "pipなし",
  stale: "古い",
  healthy: (minor) => (minor ? `準備完了 · ${minor}` : "準備完了"),
});

export const project: Words["project"] = {
  facts: "サンドボックス",
  state: standing({
    missing: "サンドボックスはまだありません",
    ready: "サンドボックスの準備完了",
    refuted: "問題があります",
    condition: health,
  }),
  where: "フォルダ",
  evidence: "判断の根拠",
  sandbox: "サンドボックス",
  madeBy: "作成に使ったもの",
  packages: "パッケージ",
  unknown: "数えられません",
  pip: "pip",
  hasPip: { true: "あり", false: "なし" },
  gone: "このプロジェクトはもうありません",
  goneHint: "フォルダが移動、名称変更、または削除されたか、監視の対象から外れました",
  tool: TOOLS,
  python: "Python",
};

export const projects: Words["projects"] = {
  title: "プロジェクト",
  sub: (projects, folders) =>
    folders === 0 ? "監視しているフォルダはありません" : `${count(folders, { other: "#個のフォルダ" })}に${counted(projects)}`,
  search: "プロジェクトを検索",
  none: (search) => `「${search}」というプロジェクトはありません`,
  found: (number) => `${counted(number)}が見つかりました`,
  list: "プロジェクト",
  add: "フォルダを追加",
  adding: "選択中…",
  addFailed: "フォルダを変更できませんでした",
  folders: "監視しているフォルダ",
  remove: (folder) => `${folder}の監視をやめる`,
  folder: { missing: "見つかりません", no_permission: "アクセス不可", not_a_folder: "フォルダではありません", too_wide: "大きすぎます" },
};

export const inside: Words["inside"] = {
  title: "パッケージ",
  found: (number) => `${packages(number)}が見つかりました`,
  add: "パッケージを追加",
  hint: "requests、pandasなどを追加…",
  button: "追加",
  search: "パッケージを検索",
  none: (search) => `「${search}」というパッケージはありません`,
  empty: "まだ何もインストールされていません",
  all: (number) => `${packages(number)}をすべて表示`,
  failed: "パッケージを読み込めませんでした",
  about: (version, requested, complete) => {
    if (!complete) return `${version} · インストールが完了していません`;
    return requested === null ? version : `${version} · ${requested ? "自分で追加" : "一緒に追加"}`;
  },
  remove: "削除",
  removeWhat: (name) => `${name}を削除`,
};

export const steps: Words["steps"] = {
  title: "サンドボックスを使う",
  activate: "ターミナルで有効にする",
  failed: "コマンドを用意できませんでした",
  sandbox: "サンドボックスの管理",
  another: "別のPython",
  anotherAbout: "サンドボックスを、パッケージも含めて作り直します",
  choose: "選ぶ",
  chosen: "使用中",
  pythons: "使うPython",
  onWhich: "別のPythonで作成",
  onWhichAbout: "Sandbarが選ぶPythonの代わりに使います",
};

export const fresh: Words["fresh"] = {
  button: "新規プロジェクト",
  title: "新規プロジェクト",
  sub: "サンドボックスと最初のファイルが入ったフォルダを作ります",
  name: "名前",
  hint: "例：weather-bot",
  place: "作成する場所",
  choose: "別のフォルダを選ぶ",
  choosing: "選択中…",
  next: "続ける",
  page: "プロジェクトを開く",
  failed: "フォルダを選べませんでした",
};
