//! What belongs to the window and not to its page: the folders, the dialog, where the page may go.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use filiform::{Filiform, Host, Refusal};
use tauri::plugin::TauriPlugin;
use tauri::{App, Manager, Url, Wry};
use tauri_plugin_dialog::FileDialogBuilder;

/// The host of this computer. `FILIFORM_PRACTICE` and `FILIFORM_LETTERS` name other folders than the
/// usual ones, for a second practice and for tests.
pub(crate) fn of(app: &App) -> tauri::Result<Host> {
    let folder = named("FILIFORM_PRACTICE").map_or_else(
        || app.path().app_data_dir().map(|dir| dir.join("practice")),
        Ok,
    )?;
    let letters = named("FILIFORM_LETTERS")
        .or_else(|| {
            app.path()
                .document_dir()
                .ok()
                .map(|dir| dir.join("Filiform letters"))
        })
        .unwrap_or_else(|| folder.clone());
    Ok(filiform_computer::host(folder, letters))
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
}

/// The dialog that asks where a letter goes.
pub(crate) fn save_dialog(
    dialog: FileDialogBuilder<Wry>,
    suggested: &str,
) -> FileDialogBuilder<Wry> {
    let path = Path::new(suggested);
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or("pdf");
    let dialog = dialog.add_filter(ending.to_uppercase(), &[ending]);
    let dialog = match path.parent().filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    };
    match path.file_name() {
        Some(name) => dialog.set_file_name(name.to_string_lossy()),
        None => dialog,
    }
}

/// Keeps the window on its own page: neither a link nor a script leads it anywhere else.
pub(crate) fn stay() -> TauriPlugin<Wry> {
    tauri::plugin::Builder::new("stay")
        .on_navigation(|_, url| is_own(url))
        .build()
}

/// The page's own address, which is written differently on Windows; an empty page is nobody's.
fn is_own(url: &Url) -> bool {
    matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost")
}

/// Locks when the window goes away. A failure has nobody left to be told; the file is closed all the same.
pub(crate) fn close(practice: &Filiform) {
    let _ = filiform::lock::lock(practice, filiform::contract::Nothing {});
}

/// What the page hears when a command stopped without an answer.
pub(crate) fn stopped() -> Refusal {
    Refusal {
        code: "stopped".to_owned(),
        message: "Filiform stopped in the middle of this. Lock and unlock, then try again; what you typed is kept.".to_owned(),
        fields: Vec::new(),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "without a window, the terminal is the only place for words"
)]
pub(crate) fn cannot_start(error: &tauri::Error) -> ExitCode {
    eprintln!("Filiform cannot open its window: {error}");
    ExitCode::FAILURE
}
