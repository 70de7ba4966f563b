//! What a distribution needs, as its METADATA says it: the names alone, those of extras left out.

use crate::machine::Machine;

use super::{Distribution, LONG_HEAD, normalized};

/// The normalised names of what `distribution` needs, sorted. A condition on the system or the Python is not judged.
pub fn needs(machine: &Machine, distribution: &Distribution) -> Vec<String> {
    let head = machine.read_head(&distribution.path.join("METADATA"), LONG_HEAD).unwrap_or_default();
    parse(&String::from_utf8_lossy(&head))
}

fn parse(metadata: &str) -> Vec<String> {
    let fields = metadata.lines().take_while(|line| !line.trim().is_empty());
    let needed = fields.filter_map(|line| line.strip_prefix("Requires-Dist:"));
    let mut names: Vec<String> = needed.filter(|need| !is_of_an_extra(need)).filter_map(name).collect();
    names.sort();
    names.dedup();
    names
}

fn is_of_an_extra(need: &str) -> bool {
    need.split_once(';').is_some_and(|(_, marker)| marker.contains("extra"))
}

fn name(need: &str) -> Option<String> {
    let name: String =
        need.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
    (!name.is_empty()).then(|| normalized(&name))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn extras_and_the_description_are_left_out() {
        let text = "Name: requests\nRequires-Dist: urllib3 <3,>=1.21\nRequires-Dist: Charset_Normalizer>=2\n\
            Requires-Dist: PySocks!=1.5.7; extra == 'socks'\nRequires-Dist: tomli; python_version < '3.11'\n\n\
            Requires-Dist: not-this\n";
        assert_eq!(parse(text), ["charset-normalizer", "tomli", "urllib3"]);
    }
}
