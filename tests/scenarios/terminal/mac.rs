use sandbar_engine::{find, problems, shell, terminal, tools};
use sandbar_tests::fake_mac::{Chip, FakeMac};
#[test]
fn dump() {
    for chip in [Chip::Arm64, Chip::Intel] {
        let mac = FakeMac::new(chip);
        let machine = mac.machine();
        let pythons = find::interpreters(&machine, &[]);
        let answer = shell::assume(&machine);
        let view = terminal::view(&machine, &answer, &pythons);
        println!("{answer:?}\n{view:#?}\n{:#?}", tools::read(&machine, &answer));
        let mut on = answer.clone();
        on.variables.insert(
            "PATH".into(),
            format!(
                "/Users/robin/.pyenv/shims:/Users/robin/.local/share/mise/shims:/Users/robin/.asdf/shims:{}",
                answer.var("PATH").unwrap()
            ),
        );
        println!("{:#?}", terminal::view(&machine, &on, &pythons));
        println!("{:#?}", problems::Traces::look(&machine, &answer, &pythons));
    }
    assert!(false);
}
