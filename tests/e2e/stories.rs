//! The twenty situations in which beginners find themselves, from the closed popover to the end of the trouble.
//!
//! Each begins on a machine with the fault built in: real tools of Linux in a home of the story's own, or, where only a
//! Mac has the fault, a Mac's files, on which nothing is run. What the tools say there is pasted. `stories/README.md` is
//! the table of them; a story whose clicks are not those of the table fails, and so does a row without a story.

mod elsewhere;
mod mac;
mod machine;
mod names;
mod pythons;
mod refused;
mod settings;
mod table;
mod told;
mod tools;
