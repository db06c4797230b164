//! Declares the window's only commands, so that every other one is denied.

fn main() {
    // The page is compiled in: a new one makes a new window.
    println!("cargo:rerun-if-changed=../ui/dist");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        // Else our SQLCipher's symbols would stand in for the system's SQLite inside WebKit.
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    let attributes = tauri_build::Attributes::new()
        .config_path("../tauri.conf.json")
        .app_manifest(tauri_build::AppManifest::new().commands(&[
            "answer",
            "run_job",
            "cancel_job",
            "choose_letter_path",
            "choose_folder",
            "choose_backup",
            "choose_table",
            "ready_to_close",
            "hears_system",
        ]));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error={error:#}");
    }
}
