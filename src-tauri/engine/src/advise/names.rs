//! Names of packages: how they are compared, which are known, and which is meant by one that is misspelt.

use super::tables::{ALIASES, APPLICATIONS, NAMES, OVERRIDES, POPULAR};

/// Names longer than this are nobody's.
pub(crate) const LONGEST: usize = 100;

/// The normalised form of a name (PEP 503): lower case, runs of `-`, `_`, `.` as one `-`.
///
/// Those at the ends fall away, so that the module `_ctypes` is looked up where `ctypes` is.
pub(crate) fn normalise(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for character in name.chars() {
        if matches!(character, '-' | '_' | '.') {
            if !normal.is_empty() && !normal.ends_with('-') {
                normal.push('-');
            }
        } else {
            normal.extend(character.to_lowercase());
        }
    }
    if normal.ends_with('-') {
        normal.pop();
    }
    normal
}

/// True for a name that a table knows as a package.
pub(super) fn is_known(name: &str) -> bool {
    NAMES.has(name) || OVERRIDES.has(name) || APPLICATIONS.has(name)
}

/// The well-known name that an unknown one is a slip away from: one or two letters wrong, missing, doubled or swapped.
///
/// Short names have so many neighbours that only one slip counts. Of several the nearest wins, then the one that
/// begins with the same letter, then the first by name.
pub(super) fn meant_by(name: &str) -> Option<&'static str> {
    if name.len() < 3 || name.len() > LONGEST || !name.is_ascii() {
        return None;
    }
    let allowed = if name.len() <= 4 { 1 } else { 2 };
    let tables = [(POPULAR, false), (OVERRIDES, false), (APPLICATIONS, false), (ALIASES, true)];
    let candidates = tables.into_iter().flat_map(|(table, is_alias)| table.rows().map(move |row| (row, is_alias)));
    let mut best: Option<(usize, bool, &'static str)> = None;
    for (row, is_alias) in candidates {
        let candidate = row.key();
        // Import names are short, and short names have neighbours that are packages of their own.
        if is_alias && candidate.len() < 5 {
            continue;
        }
        let same_start = candidate.as_bytes().first() == name.as_bytes().first();
        // Two slips in five letters, the first of them among these, is another word.
        let allowed = if same_start || name.len() > 5 { allowed } else { 1 };
        if candidate.len() < 3 || candidate.len().abs_diff(name.len()) > allowed {
            continue;
        }
        let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), allowed) else { continue };
        let found = (distance, !same_start, candidate);
        if distance > 0 && best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, _, name)| name)
}

/// Damerau and Levenshtein's distance (optimal string alignment), if it is at most `limit`.
pub(super) fn distance(one: &[u8], other: &[u8], limit: usize) -> Option<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, facing) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != facing);
            let mut least = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *facing {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        if current.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().filter(|distance| *distance <= limit)
}
