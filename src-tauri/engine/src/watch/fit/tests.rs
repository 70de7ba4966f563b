use super::*;
fn standing(rank: Rank, reach: Reach, folder: &str, real: &str) -> Standing {
    Standing { place: Place { rank, reach, folder: folder.into() }, real: real.into() }
}

fn here(rank: Rank, reach: Reach, folder: &str) -> Standing {
    standing(rank, reach, folder, folder)
}

#[test]
fn two_hundred_sandboxes_need_five_hundred_watches() {
    let most = budget(200, Some(192_536));
    assert_eq!(most, 500);
    let mut all: Vec<Standing> = Vec::new();
    for rank in [Rank::Guarded, Rank::Project, Rank::Environment, Rank::Programs, Rank::Packages] {
        all.extend((0..200).map(|number| here(rank, Reach::Itself, &format!("/{rank:?}/{number}"))).take(match rank {
            Rank::Guarded => 40,
            _ => 200,
        }));
    }
    let fitted = fit(Os::Linux, Path::new("/home/ada"), all, most);
    assert_eq!((fitted.watches.len(), fitted.covered.len(), fitted.polled.len()), (500, 500, 340));
    let polled = |rank: &str| fitted.polled.iter().filter(|place| place.starts_with(rank)).count();
    assert_eq!((polled("/Environment"), polled("/Programs"), polled("/Packages")), (0, 140, 200));
    assert!(!fitted.short, "this is how it is planned");
}

#[test]
fn more_projects_may_have_more_and_the_system_still_has_three_quarters() {
    assert_eq!(budget(0, None), 500);
    assert_eq!(budget(10_000, Some(192_536)), 25_000);
    assert_eq!(budget(10_000, Some(8_192)), 2_048);
    assert_eq!(budget(10, Some(400)), 100);
}

#[test]
fn a_folder_with_two_names_has_one_watch() {
    let all = vec![
        standing(Rank::Haunt, Reach::Itself, "/opt/python/bin", "/opt/python3.13/bin"),
        standing(Rank::Haunt, Reach::Itself, "/opt/python3.13/bin", "/opt/python3.13/bin"),
        here(Rank::Between, Reach::Itself, "/p"),
    ];
    let fitted = fit(Os::Linux, Path::new("/home/ada"), all, 1);
    assert_eq!(fitted.watches, [(PathBuf::from("/opt/python3.13/bin"), Reach::Itself)]);
    assert_eq!((fitted.covered.len(), fitted.polled), (2, vec![PathBuf::from("/p")]));
}

#[test]
fn trees_in_trees_are_one() {
    let home = Path::new("/Users/ada");
    let all = vec![
        here(Rank::Shown, Reach::Below, "/Users/ada/code/deep"),
        here(Rank::Shown, Reach::Below, "/Users/ada/code"),
        standing(Rank::Shown, Reach::Below, "/Users/ada/everything", "/Users/ada"),
        standing(Rank::Shown, Reach::Below, "/Users/ada/lib", "/Users/ada/Library"),
        here(Rank::Environment, Reach::Itself, "/Users/ada/code/deep/.venv"),
        here(Rank::PipConfig, Reach::Itself, "/Users/ada/.pip"),
    ];
    let fitted = fit(Os::Macos, home, all, 0);
    assert_eq!(fitted.watches, [(PathBuf::from("/Users/ada/code"), Reach::Below)]);
    assert_eq!((fitted.covered.len(), fitted.short), (3, false), "what is too wide is left out by intention");
    assert_eq!(fitted.polled, ["/Users/ada/.pip", "/Users/ada/everything", "/Users/ada/lib"].map(PathBuf::from));
}

#[test]
fn there_are_never_more_than_twelve_trees() {
    let all = (0..20).map(|number| here(Rank::Shown, Reach::Below, &format!("/p/{number}"))).collect();
    let fitted = fit(Os::Macos, Path::new("/Users/ada"), all, 0);
    assert_eq!((fitted.watches.len(), fitted.polled.len(), fitted.short), (MOST_ROOTS, 8, false));
}

#[test]
fn what_matters_and_is_left_out_is_told_of() {
    let left_out = |rank, budget| {
        let all = vec![here(Rank::Guarded, Reach::Itself, "/g"), here(rank, Reach::Itself, "/p")];
        fit(Os::Linux, Path::new("/home/ada"), all, budget).short
    };
    assert!(left_out(Rank::Project, 1) && left_out(Rank::Environment, 1));
    assert!(!left_out(Rank::Project, 2));
    for rank in [Rank::Between, Rank::Programs, Rank::Packages, Rank::Busy] {
        assert!(!left_out(rank, 1), "{rank:?}");
    }
}
