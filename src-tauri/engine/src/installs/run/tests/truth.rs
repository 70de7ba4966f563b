//! Where quiet and truth pull apart, truth wins: a real install is never swallowed to avoid a false alarm.

use super::*;

/// Quiet and truth pull apart: a module without records was left by a pip that was killed within a moment, or copied
/// there by hand.
#[test]
fn truth_wins_a_module_that_no_records_know_is_told() {
    for (owner, told) in [(false, Some("unfinished slow")), (true, None)] {
        let mut it = Watched::new(World::new());
        it.world.owner = owner;
        it.world.half("slow", "slow", Sign::Module);
        let mut all = it.wait(1.5);
        assert_eq!(all, NOTHING);
        it.world.owner = false;
        all.extend(it.wait(3.0));
        assert_eq!(all, told.into_iter().collect::<Vec<_>>());
        assert!(it.waiting.is_over());
    }
}

/// Quiet and truth pull apart: Homebrew works for minutes, and somebody's pip installs meanwhile.
#[test]
fn truth_wins_what_somebody_installs_while_the_owner_works_is_told_at_once() {
    let mut it = Watched::new(World::new());
    it.world.owner = true;
    it.world.owners("numpy", "2.0", Whose::Owner);
    it.world.install("six", "1.16", "pip");
    assert_eq!(it.wait(1.0), ["pip +six"]);
    it.world.owner = false;
    assert_eq!(it.wait(1.0), ["owner"]);
}

/// Quiet and truth pull apart: an upgrade of pip may come with the interpreter, or be somebody's.
#[test]
fn truth_wins_an_upgrade_of_pip_itself_is_an_install_unless_the_owner_did_it() {
    for (owner, upgraded, told) in [(false, false, Some("pip +pip")), (true, false, Some("owner")), (false, true, None)]
    {
        let mut it = Watched::new(World::new());
        (it.world.owner, it.world.upgraded) = (owner, upgraded);
        it.world.owners("pip", "25.3", Whose::Seed);
        let mut all = it.wait(0.5);
        it.world.owner = false;
        all.extend(it.wait(3.0));
        let told: Vec<&str> = told.into_iter().collect();
        assert_eq!(all, told, "{owner} {upgraded}");
    }
}

/// Quiet and truth pull apart: a pip that asks `Proceed (Y/n)?` in a forgotten window lives for days.
#[test]
fn truth_wins_a_run_that_stands_still_holds_nothing_back_for_ever() {
    let mut it = Watched::new(World::new());
    it.world.run(10, Kind::Pip, &["reef"]);
    it.world.install("six", "1.16", "pip");
    assert_eq!(it.wait(55.0), NOTHING);
    assert_eq!(it.wait(10.0), ["pip +six"]);
}
