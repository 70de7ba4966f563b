//! Declares the one command of the shell, so that Tauri generates a permission for it and no window has it unasked.

fn main() {
    // The page is compiled into the program; Cargo has to be told that it is a source.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=../icons");
    let commands = tauri_build::AppManifest::new().commands(&["rpc"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        panic!("{error:#}");
    }
}
