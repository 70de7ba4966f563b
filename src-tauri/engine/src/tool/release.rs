//! The version of a tool, as far as it decides which options that tool has.

use std::fmt;

/// Major, minor and patch. A pre-release counts as the release it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Release(pub u32, pub u32, pub u32);

impl Release {
    /// Reads `24.1.2`, `1.16`, `26.0.dev0`, `23.0rc1`; `None` when it does not begin with a number.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().split('.').map(leading_number);
        let major = numbers.next().flatten()?;
        let mut next = || numbers.next().flatten().unwrap_or(0);
        Some(Self(major, next(), next()))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Release;

    #[test]
    fn a_version_is_compared_by_its_numbers() {
        assert_eq!(Release::parse("24.1.2"), Some(Release(24, 1, 2)));
        assert_eq!(Release::parse("26.0.dev0"), Some(Release(26, 0, 0)));
        assert_eq!(Release::parse("23.0rc1"), Some(Release(23, 0, 0)));
        assert_eq!(Release::parse("1.16"), Some(Release(1, 16, 0)));
        assert!(Release(9, 0, 3) < Release(22, 2, 0));
        for text in ["", "x", "-1", "99999999999"] {
            assert_eq!(Release::parse(text), None, "{text:?}");
        }
    }
}
