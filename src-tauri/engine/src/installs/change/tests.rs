use super::*;

fn receipts(all: &[(&str, &str, i64)]) -> Receipts {
    let one = |(name, version, serial): &(&str, &str, i64)| {
        (format!("{name}-{version}.dist-info"), Receipt::made_up(name, version, "pip", *serial))
    };
    all.iter().map(one).collect()
}

fn told(before: &[(&str, &str, i64)], after: &[(&str, &str, i64)]) -> Vec<String> {
    let said = |change: &Change| {
        let PackageChange { name, version, from, change, .. } = change.told().unwrap();
        format!("{change:?} {name} {version} from {}", from.unwrap_or_else(|| "-".to_owned()))
    };
    changes(&receipts(before), &receipts(after)).values().map(said).collect()
}

#[test]
fn what_came_went_and_took_another_ones_place() {
    let one = [("six", "1.16", 1)];
    assert_eq!(told(&one, &one), [""; 0]);
    assert_eq!(told(&[], &one), ["Added six 1.16 from -"]);
    assert_eq!(told(&one, &[]), ["Removed six 1.16 from -"]);
    assert_eq!(told(&one, &[("six", "1.17", 2)]), ["Upgraded six 1.17 from 1.16"]);
    assert_eq!(told(&one, &[("six", "1.15", 2)]), ["Upgraded six 1.15 from 1.16"]);
    assert_eq!(told(&one, &[("six", "1.16", 2)]), ["Upgraded six 1.16 from 1.16"], "the same version anew");
    assert_eq!(told(&[("Six", "1.16", 1)], &[("six", "1.17", 2)]), ["Upgraded six 1.17 from 1.16"]);
}

#[test]
fn of_two_of_one_name_each_counts() {
    let both = [("six", "1.16", 1), ("six", "1.17", 2)];
    assert_eq!(told(&both[..1], &both), ["Upgraded six 1.17 from 1.16"]);
    assert_eq!(told(&both, &both[..1]), ["Removed six 1.17 from -"]);
    assert_eq!(told(&both, &[]), ["Removed six 1.16 from -", "Removed six 1.17 from -"]);
}

#[test]
fn what_is_settled_is_told_no_more() {
    for (before, after) in [
        (&[("six", "1.16", 1)][..], &[("six", "1.17", 2)][..]),
        (&[], &[("six", "1.17", 2)]),
        (&[("six", "1.16", 1)], &[]),
        (&[("six", "1.16", 1)], &[("six", "1.16", 1), ("six", "1.17", 2)]),
        (&[("six", "1.16", 1), ("six", "1.17", 2)], &[("six", "1.18", 2)]),
    ] {
        let (mut known, now) = (receipts(before), receipts(after));
        for change in changes(&known.clone(), &now).values() {
            settle(&mut known, change, &now);
        }
        assert_eq!(changes(&known, &now).len(), 0, "{before:?} {after:?}");
        assert_eq!(known, now);
    }
}
