//! The desktop program: starts the shell, or, when the login shell is asked for its variables, prints them.

use std::process::ExitCode;

use sandbar_engine::machine::Machine;

fn main() -> ExitCode {
    match sandbar_desktop::run(Machine::this(), std::env::args_os().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("sandbar-desktop: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
