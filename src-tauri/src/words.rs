//! The shell's own few words: on the icon's menu, in the dialogs. In the language of the popover, which is told here
//! whenever it changes; until the page has spoken, in English.
//!
//! What the engine says is English, and is turned into the reader's language by the page alone. So it stands in the
//! system's notifications as it was said, and here only for those who read English: half a sentence in each of two
//! languages helps nobody.

use std::sync::{Mutex, PoisonError};

use sandbar_engine::model::{Headline, Level};
use tauri::{AppHandle, Manager as _};

use crate::tray;

/// All that the shell says, in one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// What the language is called.
    language: &'static str,
    pub(crate) open: &'static str,
    pub(crate) look: &'static str,
    pub(crate) quit: &'static str,
    pub(crate) quit_question: &'static str,
    pub(crate) at_work: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) watch: &'static str,
    pub(crate) place: &'static str,
    pub(crate) file: &'static str,
    /// How things are: good, or with something to do.
    states: [&'static str; 2],
    /// One new notice, and `#` of them.
    news: [&'static str; 2],
}

const ENGLISH: Words = Words {
    language: "en",
    open: "Open Sandbar",
    look: "Look Again",
    quit: "Quit Sandbar",
    quit_question: "Quit Sandbar?",
    at_work: "It is still at work on this:",
    stop: "Stop and Quit",
    keep: "Keep Working",
    watch: "Choose the folder that your projects are in",
    place: "Choose the folder that the new project is made in",
    file: "Choose the file that names the packages",
    states: ["You're good to go", "There is something to fix"],
    news: ["# new", "# new"],
};

static ALL: [Words; 3] = [
    ENGLISH,
    Words {
        language: "de",
        open: "Sandbar öffnen",
        look: "Neu nachsehen",
        quit: "Sandbar beenden",
        quit_question: "Sandbar beenden?",
        at_work: "Eine Arbeit ist noch nicht fertig. Beim Beenden wird sie angehalten.",
        stop: "Anhalten und beenden",
        keep: "Weiterarbeiten",
        watch: "Den Ordner wählen, in dem die Projekte liegen",
        place: "Den Ordner wählen, in dem das neue Projekt angelegt wird",
        file: "Die Datei wählen, in der die Pakete stehen",
        states: ["Alles in Ordnung", "Es gibt etwas zu tun"],
        news: ["# neue Meldung", "# neue Meldungen"],
    },
    Words {
        language: "ja",
        open: "Sandbarを開く",
        look: "もう一度調べる",
        quit: "Sandbarを終了",
        quit_question: "Sandbarを終了しますか？",
        at_work: "まだ作業中です。終了すると、作業を止めます。",
        stop: "止めて終了",
        keep: "作業を続ける",
        watch: "プロジェクトの入っているフォルダを選択",
        place: "新しいプロジェクトを作るフォルダを選択",
        file: "パッケージ名の書かれたファイルを選択",
        states: ["問題ありません", "対応が必要なことがあります"],
        news: ["新しいお知らせ #件", "新しいお知らせ #件"],
    },
];

impl Words {
    /// Those of a language; English for one that the shell does not speak.
    pub(crate) fn of(language: &str) -> &'static Self {
        ALL.iter().find(|words| words.language == language).unwrap_or(&ENGLISH)
    }

    /// How things are, in a line.
    pub(crate) fn state(&self, headline: &Headline) -> String {
        let [good, not] = self.states;
        match headline.level {
            // Until the first look has ended there is none.
            _ if self.is_english() && !headline.text.is_empty() => headline.text.clone(),
            Level::Good => good.to_owned(),
            Level::Attention | Level::Problem => not.to_owned(),
        }
    }

    /// How many notices are new, and what the last of them says.
    pub(crate) fn news(&self, many: usize, last: &str) -> String {
        let [one, more] = self.news;
        let told = if many == 1 { one } else { more }.replace('#', &many.to_string());
        if self.is_english() { format!("{told}: {last}") } else { told }
    }

    /// What the question before quitting says, with a job's title.
    pub(crate) fn at_work(&self, title: &str) -> String {
        if self.is_english() { format!("{} {title}", self.at_work) } else { self.at_work.to_owned() }
    }

    fn is_english(&self) -> bool {
        self.language == ENGLISH.language
    }
}

/// Which language is spoken.
pub(crate) struct Spoken(Mutex<&'static Words>);

impl Default for Spoken {
    fn default() -> Self {
        Self(Mutex::new(&ENGLISH))
    }
}

/// The words that are spoken now.
pub(crate) fn words(app: &AppHandle) -> &'static Words {
    *app.state::<Spoken>().0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Speaks `language` from now on.
pub(crate) fn speak(app: &AppHandle, language: &str) {
    let words = Words::of(language);
    let before = std::mem::replace(&mut *app.state::<Spoken>().0.lock().unwrap_or_else(PoisonError::into_inner), words);
    if before != words {
        tray::say(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_engine_says_stands_among_english_words_only() {
        let headline = Headline { level: Level::Problem, text: "2 things to fix".to_owned() };
        for (language, state, news) in [
            ("en", "2 things to fix", "2 new: shop has no sandbox yet"),
            ("de", "Es gibt etwas zu tun", "2 neue Meldungen"),
            ("ja", "対応が必要なことがあります", "新しいお知らせ 2件"),
            ("tlh", "2 things to fix", "2 new: shop has no sandbox yet"),
        ] {
            let words = Words::of(language);
            assert_eq!(words.state(&headline), state);
            assert_eq!(words.news(2, "shop has no sandbox yet"), news);
        }
        assert_eq!(Words::of("de").news(1, "x"), "1 neue Meldung");
        assert!(!Words::of("de").at_work("Repair the sandbox").contains("Repair"));
    }

    #[test]
    fn before_the_first_look_nothing_is_known_to_be_wrong() {
        let headline = Headline { level: Level::Good, text: String::new() };
        assert_eq!(Words::of("en").state(&headline), "You're good to go");
    }
}
