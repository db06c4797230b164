//! What the window leaves on the desktop: words on the clipboard, open dialogs, and the process of its page.

use tauri::{AppHandle, Manager};

/// Takes back what this app put on the clipboard, and closes the dialogs of the system. What another program put
/// there stays.
#[cfg(target_os = "linux")]
pub(crate) fn tidy(app: &AppHandle) {
    let _ = app.run_on_main_thread(|| {
        clear_own_clipboard();
        close_dialogs();
    });
}

/// Only the program that filled a clipboard owns it, so nothing has to be remembered to know our own words.
#[cfg(target_os = "linux")]
fn clear_own_clipboard() {
    use gtk::gdk;
    for clipboard in [gdk::SELECTION_CLIPBOARD, gdk::SELECTION_PRIMARY] {
        if gdk::selection_owner_get(&clipboard).is_some() {
            gtk::Clipboard::get(&clipboard).clear();
        }
    }
}

/// A dialog of the system answers that nothing was chosen.
#[cfg(target_os = "linux")]
fn close_dialogs() {
    use gtk::prelude::{Cast, DialogExt};
    for window in gtk::Window::list_toplevels() {
        if let Some(dialog) = window.downcast_ref::<gtk::Dialog>() {
            dialog.response(gtk::ResponseType::Cancel);
        }
    }
}

/// Ends the process that draws the page, with everything it remembers, and begins a new one. A page that hangs
/// cannot be reloaded in any other way.
#[cfg(target_os = "linux")]
pub(crate) fn throw_page_away(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    let _ = window.with_webview(|page| {
        use webkit2gtk::WebViewExt;
        let page = page.inner();
        page.terminate_web_process();
        page.reload();
    });
}

/// Other systems keep the clipboard apart from the program; their dialogs close with the page.
#[cfg(not(target_os = "linux"))]
pub(crate) fn tidy(_: &AppHandle) {}

/// The page of other systems is reloaded.
#[cfg(not(target_os = "linux"))]
pub(crate) fn throw_page_away(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.eval("location.reload()");
    }
}
