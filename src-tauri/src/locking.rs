//! Locking from outside the page: by time, by sleep, by the lock of the screen. The page is asked to keep what is
//! typed first; one that hangs is not waited for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use filiform::contract::Nothing;
use filiform::lock::{Due, cover, due};
use tauri::{AppHandle, Emitter, Manager};

use crate::{Practice, desktop, host};

/// How long the page may take to keep what is typed and lock. A sleep is delayed for five seconds at most.
const PATIENCE: Duration = Duration::from_millis(2500);
/// How often it is looked whether the page has locked.
const GLANCE: Duration = Duration::from_millis(20);
/// How often it is looked whether anybody is there. A computer that wakes up is looked at within this.
const LOOK: Duration = Duration::from_millis(500);

/// Whether this computer says when it sleeps.
#[derive(Default)]
pub(crate) struct HearsSystem(AtomicBool);

/// Whether this computer says when it goes to sleep and when its screen is locked; for the settings.
#[tauri::command]
pub(crate) fn hears_system(hears: tauri::State<'_, HearsSystem>) -> bool {
    hears.0.load(Ordering::Relaxed)
}

/// Covers and locks by time, and listens to the computer, for as long as the app runs.
pub(crate) fn watch(app: &AppHandle) {
    let own = app.clone();
    thread::spawn(move || {
        loop {
            thread::sleep(LOOK);
            look(&own);
        }
    });
    #[cfg(target_os = "linux")]
    {
        let own = app.clone();
        thread::spawn(move || listen(&own));
    }
}

fn look(app: &AppHandle) {
    let practice = app.state::<Practice>();
    match due(&practice) {
        Due::Nothing => {}
        Due::Cover => {
            // From here on nothing is told; the page hears it, keeps what is typed and hides itself.
            let _ = cover(&practice, Nothing {});
            let _ = app.emit("covering", ());
        }
        Due::Lock => lock_now(app),
    }
}

#[cfg(target_os = "linux")]
fn listen(app: &AppHandle) {
    let own = app.clone();
    let lock: crate::signals::Lock = std::sync::Arc::new(move || lock_now(&own));
    let session = std::env::var("XDG_SESSION_ID").ok();
    let hears = crate::signals::listen(session.as_deref(), &lock);
    app.state::<HearsSystem>().0.store(hears, Ordering::Relaxed);
}

/// Locks, and returns when it is locked. The page gets a moment to keep what is typed; then it is closed without it,
/// and a page that did not answer is thrown away.
pub(crate) fn lock_now(app: &AppHandle) {
    let practice = app.state::<Practice>();
    if !practice.is_open() {
        return;
    }
    if app.emit("locking", ()).is_ok() && is_soon_closed(&practice) {
        return;
    }
    host::close(&practice);
    is_soon_closed(&practice);
    let _ = app.emit("locked", ());
    desktop::throw_page_away(app);
    after(app);
}

/// Waits until the file is at rest: nothing is open any more, and nothing is still being closed.
fn is_soon_closed(practice: &Practice) -> bool {
    let glances = PATIENCE.as_millis() / GLANCE.as_millis().max(1);
    for _ in 0..glances {
        if !practice.is_open() && !practice.is_closing() {
            return true;
        }
        thread::sleep(GLANCE);
    }
    false
}

/// What a lock leaves behind outside of the page: what it put on the clipboard, and dialogs of the system.
pub(crate) fn after(app: &AppHandle) {
    desktop::tidy(app);
}
