use super::*;
use crate::plan::pip_settings::{Says, Variable, Written};
use crate::plan::{Act, Keep};

const MACHINE: &str = "/etc/pip.conf";
const OLD: &str = "/home/ada/.pip/pip.conf";
const OWN: &str = "/home/ada/.config/pip/pip.conf";

fn written(path: &str, whose: Whose, text: Option<&str>) -> Written {
    Written {
        path: path.into(),
        shown: path.replace("/home/ada", "~"),
        real: path.into(),
        whose,
        text: text.map_or(Text::NotThere, |text| Text::Says(text.to_owned())),
        first_missing: path.into(),
        writable: true,
    }
}

pub(crate) fn settings(machine: Option<&str>, old: Option<&str>, own: Option<&str>) -> Settings {
    Settings {
        files: vec![
            written(MACHINE, Whose::Machine, machine),
            written(OLD, Whose::User, old),
            written(OWN, Whose::User, own),
        ],
        stands_in: None,
        variables: Vec::new(),
        own: Vec::new(),
        kept_in: Some("~/data/receipts".to_owned()),
    }
}

fn answer(on: bool, settings: Settings) -> Result<Draft, String> {
    draft(&Grounds { on, settings }).map_err(|refusal| refusal.reason)
}

fn refusal(on: bool, settings: Settings) -> String {
    match answer(on, settings) {
        Ok(draft) => panic!("{draft:?}"),
        Err(reason) => reason,
    }
}

fn texts(draft: &Draft) -> Vec<(&str, &str)> {
    let written = draft.doing.acts.iter().filter_map(|act| match act {
        Act::Write { path, content, .. } => Some((path.to_str().unwrap(), content.as_str())),
        _ => None,
    });
    written.collect()
}

const ON: &str = "[global]\nrequire-virtualenv = true\n";

#[test]
fn a_new_file_and_one_that_is_there() {
    let draft = answer(true, settings(None, None, None)).unwrap();
    assert_eq!(texts(&draft), [(OWN, ON)]);
    assert!(draft.effects[0].contains("is created"), "{:?}", draft.effects);
    assert!(draft.effects.iter().any(|effect| effect.contains("conda")), "{:?}", draft.effects);
    assert!(matches!(&draft.doing.keeps[..], [Keep::Files { restores: true, .. }]));
    // What the old file says to the contrary goes.
    let old = "[install]\nrequire-venv = no\n";
    let draft = answer(true, settings(None, Some(old), Some("[global]\na = 1\n"))).unwrap();
    assert_eq!(texts(&draft), [(OLD, "[install]\n"), (OWN, "[global]\nrequire-virtualenv = true\na = 1\n")]);
}

#[test]
fn what_is_so_already_is_said_kindly() {
    assert!(refusal(true, settings(Some(ON), None, None)).contains("on already: `/etc/pip.conf`"));
    assert!(refusal(false, settings(None, None, Some("[a]\n"))).contains("off already"));
    assert!(refusal(false, settings(Some(ON), None, None)).contains("administrator"));
}

#[test]
fn off_takes_it_out_of_every_file_of_the_users_and_says_what_is_left() {
    let own = "[install]\nrequire_virtualenv = 1\nb = 2\n";
    let draft = answer(false, settings(Some(ON), Some(ON), Some(own))).unwrap();
    assert_eq!(texts(&draft), [(OLD, "[global]\n"), (OWN, "[install]\nb = 2\n")]);
    assert!(draft.effects.iter().any(|effect| effect.contains("`/etc/pip.conf` sets it too")), "{:?}", draft.effects);
}

#[test]
fn whoever_has_the_last_word_is_named() {
    let variable = Variable { name: "PIP_REQUIRE_VIRTUALENV".to_owned(), value: "0".to_owned() };
    let draft = answer(true, Settings { variables: vec![variable.clone()], ..settings(None, None, None) }).unwrap();
    assert!(draft.effects.iter().any(|effect| effect.contains("`PIP_REQUIRE_VIRTUALENV`")), "{:?}", draft.effects);
    let on = Variable { value: "1".to_owned(), ..variable };
    let reason = refusal(false, Settings { variables: vec![on], ..settings(None, None, None) });
    assert!(reason.contains("start-up files"), "{reason}");
    let says = Says { option: OPTION, file: "/py/pip.conf".to_owned(), python: "pyenv 3.13".to_owned() };
    let draft = answer(false, Settings { own: vec![says], ..settings(None, None, Some(ON)) }).unwrap();
    assert!(draft.effects.iter().any(|effect| effect.contains("`/py/pip.conf`")), "{:?}", draft.effects);
    let reason = refusal(true, settings(Some("[install]\nrequire-virtualenv = off\n"), None, None));
    assert!(reason.contains("`/etc/pip.conf`") && reason.contains("administrator"), "{reason}");
    let named = Settings { stands_in: Some("~/named.conf".to_owned()), ..settings(None, None, None) };
    assert!(refusal(true, named).contains("`~/named.conf`"));
}

#[test]
fn what_cannot_be_read_or_written_is_left_alone() {
    for (text, said) in [(Text::NotText, "UTF-8"), (Text::LeadsNowhere, "gone"), (Text::Unreadable, "can't be read")] {
        let mut settings = settings(None, None, None);
        settings.files[2].text = text;
        assert!(refusal(true, settings).contains(said), "{said}");
    }
    let mut settings = settings(None, None, Some("[a]\n"));
    settings.files[2].writable = false;
    assert!(refusal(true, settings).contains("may not be written"));
}
