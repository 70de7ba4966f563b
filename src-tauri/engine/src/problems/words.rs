//! The grammar that the sentences share.

/// "1 package", "3 packages".
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// "1 package was", "3 packages were".
pub(super) fn count_was(number: usize, noun: &str) -> String {
    format!("{} {}", count(number, noun), if number == 1 { "was" } else { "were" })
}

/// "httpx", "httpx and rich", "httpx, rich and 5 more".
pub(super) fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

/// A sentence as the end of another one: "Its Python is gone" becomes "its Python is gone".
pub(super) fn continued(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree() {
        assert_eq!(count(1, "thing"), "1 thing");
        assert_eq!(count(2, "thing"), "2 things");
        assert_eq!(count_was(1, "package"), "1 package was");
        assert_eq!(count_was(2, "package"), "2 packages were");
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a", "b", "c", "d"]), "a, b and 2 more");
    }

    #[test]
    fn a_sentence_goes_on() {
        assert_eq!(continued("Its Python is gone"), "its Python is gone");
        assert_eq!(continued(""), "");
    }
}
