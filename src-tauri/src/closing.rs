//! Closing the window asks nothing of the person, and loses nothing: the page keeps what is typed first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{CloseRequestApi, Emitter, Manager, WebviewWindow, Window};

/// How long the page may take to keep what is typed. A page that hangs cannot hold the window open.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Whether the page was already asked to keep what is typed.
#[derive(Default)]
pub(crate) struct Asked(AtomicBool);

/// Asks the page to keep what is typed and closes when it has, or when it takes too long. Asking twice
/// closes at once.
pub(crate) fn ask(window: &Window, api: &CloseRequestApi) {
    let asked_before = window.state::<Asked>().0.swap(true, Ordering::SeqCst);
    if asked_before || window.emit("closing", ()).is_err() {
        return;
    }
    api.prevent_close();
    let window = window.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        let _ = window.destroy();
    });
}

/// The page has kept everything: the window may go.
#[tauri::command]
pub(crate) fn ready_to_close(window: WebviewWindow) {
    let _ = window.destroy();
}
