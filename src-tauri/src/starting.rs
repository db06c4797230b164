//! A start that met a Filiform which was just going away: it was still known to the computer and no longer there
//! to show its window. Starting once more then finds the place free.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// How often this was tried already, told from one start to the next.
const TRIED: &str = "FILIFORM_STARTED_AGAIN";
/// After as many the one that does not answer is rather hung than gone, and the person is told.
const MOST: u8 = 3;
/// The bus forgets who is gone within a few milliseconds.
const PAUSE: Duration = Duration::from_millis(200);

/// Starts this program anew in its own place when the running one went away while it was called. Returns when
/// that is not what happened, or was tried often enough.
pub(crate) fn again(error: &tauri::Error) {
    let tried = tried(std::env::var(TRIED).ok().as_deref());
    if !went_away(error) || tried >= MOST {
        return;
    }
    thread::sleep(PAUSE);
    if let Ok(program) = std::env::current_exe() {
        let arguments = std::env::args_os().skip(1);
        // It returns only when it failed, and then the first failure is the one to tell.
        let _ = Command::new(program)
            .args(arguments)
            .env(TRIED, (tried + 1).to_string())
            .exec();
    }
}

fn went_away(error: &tauri::Error) -> bool {
    matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
}

fn tried(told: Option<&str>) -> u8 {
    told.and_then(|count| count.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{tried, went_away};

    #[test]
    fn only_a_call_that_nobody_answered_starts_again() {
        let failed = |plugin: &str| {
            tauri::Error::PluginInitialization(plugin.to_owned(), "no reply".to_owned())
        };
        assert!(went_away(&failed("single-instance")));
        assert!(!went_away(&failed("dialog")));
        assert!(!went_away(&tauri::Error::WindowNotFound));
    }

    #[test]
    fn what_the_environment_says_instead_of_a_count_counts_as_none() {
        assert_eq!(tried(None), 0);
        assert_eq!(tried(Some("2")), 2);
        assert_eq!(tried(Some("many")), 0);
    }
}
