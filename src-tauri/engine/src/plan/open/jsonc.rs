//! One more setting in a JSON file with comments, every other byte of it as it is.

/// Why nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unchanged {
    /// The setting is there, with this value as it is written.
    Chosen(String),
    /// It is not an object, or one that is not understood.
    NotUnderstood,
}

/// `text` with `key` set to the text `value`, as the first of its object.
pub(super) fn with(text: &str, key: &str, value: &str) -> Result<String, Unchanged> {
    let tokens = tokens(text).ok_or(Unchanged::NotUnderstood)?;
    let [(open, Token::Sign('{')), rest @ ..] = tokens.as_slice() else { return Err(Unchanged::NotUnderstood) };
    let (mut depth, mut last) = (1_usize, 0);
    for (number, (_, token)) in rest.iter().enumerate() {
        match token {
            Token::Sign('{' | '[') => depth += 1,
            Token::Sign('}' | ']') => depth = depth.checked_sub(1).ok_or(Unchanged::NotUnderstood)?,
            Token::Text(text) if depth == 1 && *text == key => {
                let is_key = matches!(rest.get(number + 1), Some((_, Token::Sign(':'))));
                if is_key {
                    return Err(Unchanged::Chosen(match rest.get(number + 2) {
                        Some((_, Token::Text(value))) => (*value).to_owned(),
                        _ => String::new(),
                    }));
                }
            }
            _ => {}
        }
        if depth == 0 {
            last = number;
            break;
        }
    }
    if depth != 0 || last + 1 != rest.len() {
        return Err(Unchanged::NotUnderstood);
    }
    let (before, after) = text.split_at(open + 1);
    let line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let end = if last == 0 { line } else { "," };
    let pair = format!("{}: {}", quoted(key), quoted(value));
    Ok(format!("{before}{line}    {pair}{end}{after}"))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// A string, without its quotes.
    Text(&'a str),
    /// One of `{}[]:,`.
    Sign(char),
    /// A number, `true`, `false` or `null`.
    Word,
}

/// The tokens with their places; `None` for what is no JSON, comments aside.
fn tokens(text: &str) -> Option<Vec<(usize, Token<'_>)>> {
    let mut tokens = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += rest.find("*/")? + 2;
        } else if next == '"' {
            let length = end_of_string(&rest[1..])?;
            tokens.push((at, Token::Text(&rest[1..=length])));
            at += length + 2;
        } else if "{}[]:,".contains(next) {
            tokens.push((at, Token::Sign(next)));
            at += 1;
        } else if next.is_whitespace() {
            at += next.len_utf8();
        } else {
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(rest.len());
            if length == 0 {
                return None;
            }
            tokens.push((at, Token::Word));
            at += length;
        }
    }
    Some(tokens)
}

/// How long the string is that `rest` begins inside of.
fn end_of_string(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "python.defaultInterpreterPath";

    #[test]
    fn every_other_byte_stays() {
        let text = "// mine\n{\n  \"a\": [1, {\"python.defaultInterpreterPath\": 2}], // \"python.defaultInterpreterPath\": 3\n  /* { */ \"b\": \"}\\\"\",\n}\n";
        let new = with(text, KEY, "${workspaceFolder}/.venv/bin/python").unwrap();
        let added = "\n    \"python.defaultInterpreterPath\": \"${workspaceFolder}/.venv/bin/python\",";
        assert_eq!(new.replacen(added, "", 1), text);
        let chosen = Unchanged::Chosen("${workspaceFolder}/.venv/bin/python".to_owned());
        assert_eq!(with(&new, KEY, "x"), Err(chosen));
        let windows = with("{\r\n  \"a\": 1\r\n}\r\n", KEY, "x").unwrap();
        assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count(), "{windows:?}");
    }

    #[test]
    fn an_empty_one_gets_no_comma() {
        let new = with("{}\n", KEY, "/p\"q").unwrap();
        let parsed: serde_json::Value = serde_json::from_str(&new).unwrap();
        assert_eq!(parsed[KEY], "/p\"q");
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for text in ["", "[]", "{", "{}}", "{\"a\": \"open\n}", "{/* open }", "{'a': 1}", "{} {}", "# no"] {
            assert_eq!(with(text, KEY, "x"), Err(Unchanged::NotUnderstood), "{text}");
        }
    }
}
