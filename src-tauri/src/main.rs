//! The desktop program: starts the shell, or, when the login shell is asked for its variables, prints them.

use std::ffi::OsStr;
use std::io::stdout;
use std::process::ExitCode;

use sandbar_engine::machine::Machine;
use sandbar_engine::shell::{PRINT_ENVIRONMENT, print_environment};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).peekable();
    let done = if arguments.next_if(|first| first == PRINT_ENVIRONMENT).is_some() {
        let mark = arguments.next().unwrap_or_default();
        print_environment(&OsStr::to_string_lossy(&mark), &mut stdout().lock()).map_err(Into::into)
    } else {
        sandbar_desktop::run(Machine::this(), arguments)
    };
    match done {
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
