/** The first screens, and the three lessons. */
import type { Lesson } from "../../state/lessons.svelte";
import type { Words } from "../type";
import { list } from "./speech";

const NAMES: Record<Lesson, { name: string; about: string }> = {
  pip: { name: "pipがしようとしていたこと", about: "インストールの前に聞いてみる" },
  apart: { name: "プロジェクトごとにサンドボックス", about: "一方にあるものは他方にはありません" },
  tools: { name: "ツールはpipxへ", about: "名前で実行するプログラム" },
};

export const welcome: Words["welcome"] = {
  step: (step, of) => `${step} / ${of}`,
  skip: "スキップ",
  next: "次へ",
  hello: {
    title: "ようこそSandbarへ",
    say: "Pythonプロジェクトごとにサンドボックス（仮想環境）を用意します。パッケージはその中だけ、ほかの邪魔をしません。",
    button: "最初の一つを作る",
  },
  make: {
    title: "最初のサンドボックス",
    say: "練習用フォルダの中なので、あなたのものには触れません。3秒でできます。",
    about: (folder) => `${folder}というフォルダを作り、サンドボックスと最初の小さなプログラムを入れます。上の行は、同じことを自分で入力する場合のものです。`,
    there: "もうできています。",
  },
  made: {
    title: "これがサンドボックスです",
    say: "専用のPythonとpipが入っています。次はプロジェクトの場所を教えるか、少し遊んでみましょう。",
    done: "完了",
  },
};

export const lessons: Words["lessons"] = {
  title: "3つの小さな練習",
  about: "練習用プロジェクトで、それぞれ1分。あなたのものには触れません。",
  names: NAMES,
  begin: "始める",
  again: "もう一度",
  done: "済み",
  failed: "練習用プロジェクトが見つかりませんでした",
  first: "まず、練習用のプロジェクトを。",
  next: (name) => `次：${name}`,
  close: "おしまい",
  over: "3つとも終わりました。pipのことはもうよく分かっています。",
  finished: (name) => `練習が終わりました：${name}`,
  offline: "pipはパッケージをネットワークから取り寄せます。なくても先に進めます。ほかはオフラインで動きます。",
  without: "なしで進む",
  pip: {
    say: "ウェブにこう打つように書いてありました。どこに入るのか、先に聞きましょう。",
    typed: "打つはずのもの",
    ask: "聞く",
    then: "そこに追加して、何が変わるか見てみましょう。",
    learnt: "requestsはこのプロジェクトのサンドボックスにだけあります。ほかのどこにもありません。",
    learntAsked: "先に聞けました。行き先はサンドボックスです。ネットワークにつながったら追加できます。",
  },
  apart: {
    say: "隣にもう一つ、練習用プロジェクトを作りましょう。",
    both: "プロジェクトが二つ、サンドボックスも二つ。中を見てみましょう。",
    look: "両方を見る",
    looking: "確認中…",
    holds: (packages) => (packages.length === 0 ? "まだ何もありません" : list(packages)),
    learnt: "requestsは一方にあり、他方は何も知りません。",
    learntBare: "それぞれに専用のpipがあります。一方に入れたものは、他方には決して入りません。",
  },
  tools: {
    say: "blackは実行するプログラムで、コードからimportしません。どこに入るのか聞きましょう。",
    show: "何が起きるか見る",
    learnt: "専用のサンドボックスに入り、どのターミナルでも使えます。まだ何も入れていません。入れるかどうかはあなた次第です。",
  },
};
