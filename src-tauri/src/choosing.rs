//! The system's own dialogs for choosing a file or a folder. They belong to the window; nothing is written here.

use std::path::Path;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::host;

/// Asks the person for the file of a letter.
#[tauri::command]
pub(crate) async fn choose_letter_path(app: AppHandle, suggested: String) -> Option<String> {
    let dialog = host::save_dialog(app.dialog().file(), &suggested);
    chosen(move || dialog.blocking_save_file()).await
}

/// Asks the person for a folder, as for backups.
#[tauri::command]
pub(crate) async fn choose_folder(app: AppHandle) -> Option<String> {
    let dialog = app.dialog().file();
    chosen(move || dialog.blocking_pick_folder()).await
}

/// Asks the person for a table of another system. What kind of file it is, its content says.
#[tauri::command]
pub(crate) async fn choose_table(app: AppHandle) -> Option<String> {
    let dialog = app.dialog().file();
    let dialog = dialog.add_filter("CSV, XLSX", &["csv", "tsv", "txt", "xlsx"]);
    chosen(move || dialog.blocking_pick_file()).await
}

/// Asks the person for a backup. The dialog opens where the file that is suggested lies.
#[tauri::command]
pub(crate) async fn choose_backup(app: AppHandle, suggested: String) -> Option<String> {
    let dialog = app.dialog().file().add_filter("Filiform", &["tar"]);
    let folder = Path::new(&suggested)
        .parent()
        .filter(|folder| folder.is_dir());
    let dialog = match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    };
    chosen(move || dialog.blocking_pick_file()).await
}

/// Waits for the person away from the window's own thread.
async fn chosen(ask: impl FnOnce() -> Option<FilePath> + Send + 'static) -> Option<String> {
    let asked = tauri::async_runtime::spawn_blocking(ask);
    asked.await.ok().flatten().map(|path| path.to_string())
}
