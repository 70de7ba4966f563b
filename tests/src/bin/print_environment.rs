//! Stands in for Sandbar's own program in the scenarios of the login shell: knows its hidden command and no other.

use sandbar_engine::shell;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [command, mark] if command == shell::PRINT_ENVIRONMENT => {
            Ok(shell::print_environment(mark, &mut std::io::stdout())?)
        }
        _ => anyhow::bail!("unknown command: {arguments:?}"),
    }
}
