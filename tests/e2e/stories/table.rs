//! The table of the stories, as it stands in `README.md`.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};

const TABLE: &str = include_str!("README.md");

/// The files that the stories are in.
const STORIES: &[&str] = &[
    include_str!("elsewhere.rs"),
    include_str!("mac.rs"),
    include_str!("names.rs"),
    include_str!("pythons.rs"),
    include_str!("refused.rs"),
    include_str!("settings.rs"),
    include_str!("tools.rs"),
];

/// More than so many nobody should have to press.
pub(super) const MOST_CLICKS: u32 = 3;

/// The situations: the fifteen that are met most, and five more.
const SITUATIONS: [&str; 20] =
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "+1", "+2", "+3", "+4", "+5"];

/// A story.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The situation's number, with a letter where it has several stories.
    pub(super) name: String,
    /// What somebody suffers.
    pub(super) situation: String,
    /// How often they press something until it is over.
    pub(super) clicks: u32,
}

/// The story called `name`.
pub(super) fn row(name: &str) -> Result<Row> {
    rows()?.into_iter().find(|row| row.name == name).with_context(|| format!("The table has no story {name}"))
}

fn rows() -> Result<Vec<Row>> {
    let lines =
        TABLE.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| # ") && !line.starts_with("| ---"));
    lines.map(read).collect()
}

fn read(line: &str) -> Result<Row> {
    let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
    let [name, situation, _machine, clicks, _seen] = cells.as_slice() else {
        anyhow::bail!("A row of five cells: {line}");
    };
    let clicks = clicks.parse().with_context(|| format!("A number of clicks: {line}"))?;
    Ok(Row { name: (*name).to_owned(), situation: (*situation).to_owned(), clicks })
}

#[test]
fn every_situation_has_a_story_of_few_clicks_and_every_row_is_told() -> Result<()> {
    println!("{TABLE}");
    let rows = rows()?;
    let told: BTreeSet<&str> = rows.iter().map(|row| row.name.trim_end_matches(char::is_alphabetic)).collect();
    ensure!(told == SITUATIONS.into(), "The situations are {told:?}");
    for Row { name, clicks, .. } in &rows {
        ensure!(*clicks <= MOST_CLICKS, "{name} takes {clicks} clicks");
        let begun = format!("(\"{name}\",");
        let times: usize = STORIES.iter().map(|story| story.matches(&begun).count()).sum();
        ensure!(times == 1, "{name} is told {times} times");
    }
    Ok(())
}
