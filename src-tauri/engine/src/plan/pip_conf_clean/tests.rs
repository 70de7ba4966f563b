use super::*;
use crate::plan::Act;
use crate::plan::lock::tests::settings;
use crate::plan::pip_settings::{Text, Variable};

#[test]
fn only_what_bends_pip_goes() {
    let own = "[global]\nindex-url = x\nbreak-system-packages = 1\n[install]\nuser = true\n[list]\nuser = true\n";
    let draft = draft(&settings(None, Some("[global]\nuser = no\n"), Some(own))).unwrap();
    let [Act::Write { content, .. }] = &draft.doing.acts[..] else { panic!("{:?}", draft.doing.acts) };
    assert_eq!(content, "[global]\nindex-url = x\n[install]\n[list]\nuser = true\n");
    assert_eq!(draft.commands.len(), 2, "{:?}", draft.commands);
    assert_eq!(draft.doing.expects.len(), 2);
    assert!(draft.undo.unwrap().contains("`~/data/receipts`"));
}

#[test]
fn what_sandbar_leaves_alone_is_named() {
    let mut settings = settings(Some("[install]\nuser = 1\n"), None, Some("[global]\ntarget = /x\n"));
    settings.variables = vec![Variable { name: "PIP_BREAK_SYSTEM_PACKAGES".to_owned(), value: "1".to_owned() }];
    let reason = draft(&settings).unwrap_err().reason;
    for part in ["`PIP_BREAK_SYSTEM_PACKAGES`", "`/etc/pip.conf` sets `user`", "target = /x"] {
        assert!(reason.contains(part), "{part}: {reason}");
    }
    settings.files[2].text = Text::Says("[install]\n--user = yes\n".to_owned());
    let draft = draft(&settings).unwrap();
    assert!(draft.effects.iter().any(|effect| effect.contains("by hand")), "{:?}", draft.effects);
    assert!(draft.effects.iter().any(|effect| effect.contains("into the sandbox")), "{:?}", draft.effects);
}
