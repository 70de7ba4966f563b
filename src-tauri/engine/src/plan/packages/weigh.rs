//! How large what comes is, where pip has looked and has not said it: one look more.

use super::changes::Change;
use super::install::{Order, lower};
use super::sandbox::Installer;
use crate::plan::Draft;

/// The look that asks for the sizes that nobody knows; `None` where there are none, and once it has been asked.
pub(super) fn draft(order: &Order<'_>, changes: &[Change]) -> Option<Draft> {
    let Installer::Pip(pip) = &order.installer else { return None };
    if order.grounds.looks.len() > 1 {
        return None;
    }
    let unknown = changes.iter().filter(|change| change.size.is_none());
    let ask = pip.sizes(unknown.filter_map(|change| change.address.as_deref()))?;
    Some(Draft {
        title: format!("See how large the files are to {}", lower(&order.title())),
        why: "pip has found out which files are needed, and not how large they are: their server knows".to_owned(),
        effects: vec!["Nothing is changed, and none of the files is downloaded yet".to_owned()],
        ..order.preview(ask)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{REPORT, add, answered, looked, planned};
    use crate::model::Answer;

    #[test]
    fn what_pip_has_not_weighed_is_asked_about_once() {
        let mut seen = add(&["requests[socks]"]);
        seen.looks = vec![vec![looked(0, REPORT, &[])]];
        seen.sizes.insert("idna-3.20-py3-none-any.whl".to_owned(), 70_000);
        let Answer::Preview(look) = answered(seen.clone()) else { panic!() };
        let asked = &look.steps[0].argv[4..];
        assert_eq!(
            asked,
            ["requests-2.34.2-py3-none-any.whl", "PySocks-1.7.1-py3-none-any.whl"]
                .map(|file| format!("https://files.example/{file}"))
        );
        // What the server does not say stays unknown.
        seen.looks.push(vec![looked(0, "", &[])]);
        seen.sizes.insert("requests-2.34.2-py3-none-any.whl".to_owned(), 73_000);
        let told = planned(seen).effects.join("; ");
        assert!(told.contains("The 2 files have at least 143 kB"), "{told}");
    }
}
