/** What each wish is called. */
import { telling } from "../wish";
import { japanese, packages } from "./speech";

const SANDBOX = "サンドボックス（仮想環境）は、このプロジェクトのパッケージをほかと分けて保管します";

/** The name on a button, or what stands for it. */
const short = (name: string | null, many: number) => name ?? (many > 1 ? packages(many) : "パッケージ");

export const told = telling(japanese, {
  create: ({ project }) => ({ name: `${project}のサンドボックス`, about: SANDBOX, button: "サンドボックスを作成" }),
  createOn: ({ python }) => ({ name: `${python}のサンドボックス`, about: SANDBOX, button: "サンドボックスを作成" }),
  repair: ({ project }) => ({
    name: `${project}のサンドボックスを修復`,
    about: "自分で追加したパッケージは、残るか元に戻ります",
    button: "修復",
  }),
  switch: ({ project, python }) => ({
    name: `${project}で別のPythonを使う`,
    about: python ? `サンドボックスを${python}で作り直します` : "",
    button: "切り替える",
  }),
  delete: () => ({ name: "サンドボックスを削除", about: "プロジェクトにある自分のファイルは残ります", button: "削除" }),
  discard: ({ project }) => ({
    name: `${project}のサンドボックスの残りを片付ける`,
    about: "その後、新しいサンドボックスを作成できます",
    button: "残りを削除",
  }),
  toolAdd: ({ name }) => ({
    name: `${name}をpipxでインストール`,
    about: "専用のサンドボックスに入り、コマンドはどのターミナルでも使えます",
    button: `${name}をインストール`,
  }),
  toolAddDeep: ({ name }) => ({
    name: `${name}が必要とするもののコマンドも含めてインストール`,
    about: "専用のサンドボックスに入れます。それらのコマンドはどのターミナルでも使えます",
    button: "すべてインストール",
  }),
  toolRemove: ({ name }) => ({ name: `${name}を削除`, about: "サンドボックスとコマンドも一緒に削除します", button: "削除" }),
  toolUpgrade: ({ name }) => ({ name: `${name}をアップグレード`, about: "最新のバージョンにします", button: "アップグレード" }),
  toolRepair: ({ name }) => ({ name: `${name}を修復`, about: "同じバージョンで、サンドボックスを作り直します", button: "修復" }),
  brewAdd: ({ name }) => ({ name: `${name}をHomebrewでインストール`, about: "その後はHomebrewが管理します", button: "インストール" }),
  brewRemove: ({ name }) => ({ name: `${name}をHomebrewから削除`, about: "", button: "削除" }),
  add: ({ which, project, short: name, many }) => ({
    name: `${project}に${which}を追加`,
    about: "そのプロジェクト専用のサンドボックスに入れます",
    button: `${short(name, many)}を追加`,
  }),
  remove: ({ which, project, short: name, many }) => ({ name: `${project}から${which}を削除`, about: "", button: `${short(name, many)}を削除` }),
  upgrade: ({ which, project }) => ({ name: `${project}の${which}をアップグレード`, about: "", button: "アップグレード" }),
  upgradeAll: () => ({
    name: "すべてのパッケージをアップグレード",
    about: "自分で追加したものを、すべて最新のバージョンにします",
    button: "アップグレード",
  }),
  new: ({ name }) => ({ name: `新規プロジェクト「${name}」`, about: "サンドボックスと最初のファイルが入ったフォルダです", button: "プロジェクトを作成" }),
  requirements: () => ({
    name: "プロジェクトに必要なものをインストール",
    about: "requirements.txtまたはpyproject.tomlの内容に従います",
    button: "インストール",
  }),
  freeze: () => ({ name: "requirements.txtを書き出す", about: "現在のパッケージを記録します", button: "書き出す" }),
  openEditor: () => ({ name: "エディタで開く", about: "このサンドボックスが選ばれた状態で開きます。ipykernelが入っていればJupyterでも使えます", button: "開く" }),
  openTerminal: () => ({ name: "ターミナルで開く", about: "サンドボックスが有効な状態で開きます", button: "開く" }),
  pipx: () => ({ name: "pipxを設定", about: "ツールごとに専用のサンドボックスを用意します", button: "pipxを設定" }),
  glassBuild: () => ({ name: "ソースからビルドして保護されたPythonに入れる…", about: "", button: "それでもビルドしてインストール" }),
  glass: () => ({ name: "それでも保護されたPythonに入れる…", about: "", button: "それでもインストール" }),
  rescue: ({ project }) => ({
    name: `紛れ込んだパッケージを${project}に移す`,
    about: "その後、システムのPythonから取り除きます",
    button: "救出",
  }),
  takeOut: ({ which, short: name, many }) => ({
    name: `${which}を保護されたPythonから取り除く`,
    about: "もともとそこにあるものは残ります",
    button: `${short(name, many)}を取り除く`,
  }),
  lock: () => ({ name: "pipをロック", about: "pipはサンドボックスの中だけにインストールするようになります", button: "ロック" }),
  unlock: () => ({ name: "pipのロックを解除", about: "pipはサンドボックスの外にもインストールできるようになります", button: "ロックを解除" }),
  pipConf: () => ({ name: "pipの設定を整理", about: "インストール先をゆがめている行を取り除きます", button: "整理" }),
  undo: () => ({ name: "取り消す", about: "", button: "取り消す" }),
  other: ({ typed }) => ({ name: typed, about: "", button: "実行" }),
});
