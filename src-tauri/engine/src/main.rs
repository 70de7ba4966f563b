//! The `sandbar` command line.

fn main() {}
