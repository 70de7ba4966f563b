//! The tables keep the form that their readers rely on.

use crate::advise::names::{distance, is_known, meant_by, normalise};
use crate::advise::parse::requirement::is_name;
use crate::advise::tables::{
    ALIASES, APPLICATIONS, COMMANDS, EVERYDAY, NAMES, OVERRIDES, POPULAR, PROGRAMS, Row, SENTENCE, STDLIB, Table,
    WRAPPERS,
};

const ALL: [(&str, Table, usize); 11] = [
    ("sentence", SENTENCE, 100),
    ("everyday", EVERYDAY, 50),
    ("wrappers", WRAPPERS, 5),
    ("stdlib", STDLIB, 200),
    ("aliases", ALIASES, 120),
    ("applications", APPLICATIONS, 200),
    ("overrides", OVERRIDES, 150),
    ("programs", PROGRAMS, 10),
    ("commands", COMMANDS, 50),
    ("names", NAMES, 6000),
    ("popular", POPULAR, 2000),
];

#[test]
fn rows_are_sorted_and_each_is_found() {
    for (name, table, least) in ALL {
        let keys: Vec<&str> = table.rows().map(Row::key).collect();
        assert!(keys.len() >= least, "{name} has only {} rows", keys.len());
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {} stands before {}", pair[0], pair[1]);
        }
        for key in keys {
            assert_eq!(table.row(key).map(Row::key), Some(key), "{name}");
            assert!(
                table.row(&format!("{key}!")).is_none() && table.row(&format!("{key}0zz")).is_none(),
                "{name}: {key}"
            );
        }
        assert!(table.row("").is_none() && table.row("zzzzzz").is_none() && table.row("-").is_none(), "{name}");
    }
}

#[test]
fn keys_are_normalised_names() {
    for (name, table, _) in ALL.into_iter().filter(|(name, ..)| *name != "commands") {
        for row in table.rows() {
            assert_eq!(normalise(row.key()), row.key(), "{name}");
            assert!(is_name(row.key()), "{name}: {}", row.key());
        }
    }
}

#[test]
fn what_tables_send_one_to_is_a_package() {
    for row in ALIASES.rows() {
        let package = row.column(1).expect("an alias has a package");
        assert!(is_name(package) && normalise(package) == package, "{package}");
        assert!(!ALIASES.has(package) && !STDLIB.has(package), "{package} would send one on");
    }
    for row in COMMANDS.rows() {
        let package = row.column(1).expect("a command has a package");
        assert!(is_known(package), "{package}");
    }
    for row in STDLIB.rows() {
        assert!(matches!(row.column(3), None | Some("private")), "{}", row.key());
        assert!(row.column(1).is_none_or(|version| version.starts_with("3.")), "{}", row.key());
    }
    // What is looked up in the order of the guard stands in one of its tables only.
    for row in STDLIB.rows().filter(|row| row.column(3).is_none()) {
        let others = [ALIASES, PROGRAMS, OVERRIDES, APPLICATIONS];
        assert!(!others.into_iter().any(|table| table.has(row.key())), "{} stands in two tables", row.key());
    }
    for row in ALIASES.rows().chain(PROGRAMS.rows()) {
        let others = [OVERRIDES, APPLICATIONS];
        assert!(!others.into_iter().any(|table| table.has(row.key())), "{} stands in two tables", row.key());
    }
    for row in POPULAR.rows() {
        assert!(NAMES.has(row.key()), "{} is popular and unknown", row.key());
    }
    for row in STDLIB.rows().filter_map(|row| row.column(2)) {
        assert!(is_name(row), "{row}");
    }
}

#[test]
fn flags_are_those_that_the_rule_knows() {
    let reasons = ["major", "native", "vendor", "deps", "tool"];
    for row in APPLICATIONS.rows() {
        let flags: Vec<&str> = row.column(2).unwrap_or_default().split(',').filter(|flag| !flag.is_empty()).collect();
        assert!(flags.iter().all(|flag| *flag == "brew" || reasons.contains(flag)), "{}: {flags:?}", row.key());
        if flags.contains(&"brew") {
            assert!(row.column(1).is_some(), "{} is said to be Homebrew's without a formula", row.key());
            assert!(flags.len() > 1, "{} needs a reason", row.key());
        }
        assert!(!OVERRIDES.has(row.key()), "{} stands in two tables", row.key());
    }
    for row in OVERRIDES.rows() {
        assert!(matches!(row.column(1), Some("library" | "either")), "{}", row.key());
    }
}

#[test]
fn distances() {
    let cases = [
        ("numpy", "numpy", Some(0)),
        ("nunpy", "numpy", Some(1)),
        ("nupmy", "numpy", Some(1)),
        ("nmpy", "numpy", Some(1)),
        ("reqeust", "requests", Some(2)),
        ("abc", "xyz", None),
        ("", "ab", Some(2)),
        ("ab", "", Some(2)),
    ];
    for (one, other, expected) in cases {
        assert_eq!(distance(one.as_bytes(), other.as_bytes(), 2), expected, "{one} {other}");
        assert_eq!(distance(other.as_bytes(), one.as_bytes(), 2), expected, "{other} {one}");
    }
}

#[test]
fn slips_are_traced_and_strangers_are_left_alone() {
    let slips = [
        ("reqeusts", "requests"),
        ("requets", "requests"),
        ("pnadas", "pandas"),
        ("numppy", "numpy"),
        ("matplotlb", "matplotlib"),
        ("djano", "django"),
        ("flsk", "flask"),
        ("beautifulsoup44", "beautifulsoup4"),
        ("scikitlearn", "scikitlearn"),
        ("tensorfow", "tensorflow"),
        ("pygmae", "pygame"),
        ("blakc", "black"),
        ("pytset", "pytest"),
        ("seleniun", "selenium"),
        ("opencv-pyhton", "opencv-python"),
    ];
    for (slip, meant) in slips {
        let found = meant_by(slip);
        assert!(found == Some(meant) || (slip == meant && found.is_some()), "{slip}: {found:?}");
    }
    for stranger in
        ["weather-bot-helpers", "acme-internal-tools", "zzyzx", "qq", "my-private-lib", "hello-world-app", "x"]
    {
        assert_eq!(meant_by(stranger), None, "{stranger}");
    }
}
