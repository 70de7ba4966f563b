//! Runs in pip's order of writing, looked at whenever it may happen: nothing is told twice, and nothing is missed.

use super::*;

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

type Step = Box<dyn Fn(&mut World)>;

/// What a pip does to one package, write by write: "A wheel's files, its records, RECORD last; of an upgrade the old
/// ones are put aside first, and that goes at the very end."
fn package(name: &'static str, version: &'static str, old: Option<&'static str>, removes: bool) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let aside = format!("~{}-0.dist-info", &name[1..]);
    if let Some(old) = old {
        let aside = aside.clone();
        steps.push(Box::new(move |world| {
            world.now.remove(&file(name, old));
            world.half(&aside, name, Sign::Records);
        }));
    }
    if !removes {
        steps.push(Box::new(move |world| world.half(name, name, Sign::Name)));
        steps.push(Box::new(move |world| {
            world.whole(name);
            world.half(&file(name, version), name, Sign::Records);
        }));
        steps.push(Box::new(move |world| {
            world.whole(&file(name, version));
            world.install(name, version, "pip");
        }));
    }
    if old.is_some() {
        steps.push(Box::new(move |world| world.whole(&aside)));
    }
    steps
}

fn run(pid: u32, names: &'static [&'static str], packages: Vec<Vec<Step>>) -> Vec<Step> {
    let mut steps: Vec<Step> = vec![Box::new(move |world| world.run(pid, Kind::Pip, names))];
    steps.extend(packages.into_iter().flatten());
    steps.push(Box::new(move |world| world.end(pid)));
    steps
}

/// One after the other, or one into the other.
fn interleaved(mut runs: Vec<Vec<Step>>, at_once: bool, dice: &mut Dice) -> Vec<Step> {
    let mut steps = Vec::new();
    while !runs.is_empty() {
        let which = if at_once { usize::try_from(dice.below(runs.len() as u64)).unwrap() } else { 0 };
        steps.push(runs[which].remove(0));
        runs.retain(|run| !run.is_empty());
    }
    steps
}

fn told(at_once: bool, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let mut world = World::new();
    world.install("gull", "1.0", "pip");
    world.install("crab", "1.0", "pip");
    world.told = world.now.clone();
    for (name, need) in [("shore", "tide"), ("gull", "reef")] {
        world.needs.insert(name.to_owned(), vec![need.to_owned()]);
    }
    let runs = vec![
        run(10, &["shore"], vec![package("tide", "1.0", None, false), package("shore", "1.0", None, false)]),
        run(20, &["gull"], vec![package("reef", "1.0", None, false), package("gull", "2.0", Some("1.0"), false)]),
    ];
    let mut steps = interleaved(runs, at_once, &mut dice);
    steps.extend(run(30, &["crab"], vec![package("crab", "1.0", Some("1.0"), true)]));
    let mut it = Watched::new(world);
    let mut next = None;
    for step in steps {
        step(&mut it.world);
        // Seconds may go by, or nothing at all; nobody may look, or somebody twice.
        let until = it.clock + Duration::from_millis([0, 1, 50, 400, 3_000][usize::try_from(dice.below(5)).unwrap()]);
        for _ in 0..dice.below(3) {
            // The files are those of now, and the processes those of a moment later.
            next = it.look().map(|again| it.clock + again);
        }
        while let Some(due) = next.filter(|due| *due <= until) {
            it.clock = it.clock.max(due) + Duration::from_millis(dice.below(40));
            next = it.look().map(|again| it.clock + again);
        }
        it.clock = it.clock.max(until);
    }
    let mut all: Vec<String> = it.told.drain(..).map(|told| told.split_once(' ').unwrap().1.to_owned()).collect();
    all.extend(it.wait(30.0));
    assert!(it.waiting.is_over());
    all
}

fn packages_of(all: &[String]) -> Vec<&str> {
    let mut packages: Vec<&str> = all.iter().flat_map(|told| told.split(' ').skip(1)).collect();
    packages.sort_unstable();
    packages
}

#[test]
fn one_run_after_the_other() {
    for seed in 1..200 {
        let all = told(false, seed);
        assert_eq!(packages_of(&all), ["+reef", "+shore", "+tide", "-crab", "^gull"], "{seed}: {all:?}");
        // Runs between two looks are told as one; a run is never told in two.
        for pair in [["+tide", "+shore"], ["+reef", "^gull"]] {
            let with = |package| all.iter().position(|told| told.split(' ').any(|word| word == package));
            assert_eq!(with(pair[0]), with(pair[1]), "{seed}: {all:?}");
        }
    }
}

#[test]
fn two_runs_at_once() {
    for seed in 1..200 {
        let all = told(true, seed);
        assert_eq!(packages_of(&all), ["+reef", "+shore", "+tide", "-crab", "^gull"], "{seed}: {all:?}");
    }
}
