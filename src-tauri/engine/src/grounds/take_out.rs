//! Reads what `take-out` depends on: the Python, and what is in it.

use super::{Reading, break_glass};
use crate::plan::take_out::Grounds;

pub(super) fn read(reading: &Reading<'_>, python: Option<&str>, packages: &[String]) -> Grounds {
    Grounds { packages: packages.to_vec(), chosen: break_glass::chosen(reading, python) }
}
