//! How the page comes onto the screen. On a computer without a graphics device WebKit would put layers together by
//! software for every frame, which makes a letter wait for several frames; there it draws straight into the window.

use std::path::Path;

use tauri::{App, Manager};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where Linux shows the devices that draw.
const DEVICES: &str = "/dev/dri";

/// Has the page drawn straight into the window where nothing would draw faster.
pub(crate) fn suit(app: &App) {
    if has_graphics(Path::new(DEVICES)) {
        return;
    }
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    let _ = window.with_webview(|page| {
        if let Some(settings) = page.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

/// A device that only shows pictures is a `card`; one that also draws them has a `renderD` beside it.
fn has_graphics(devices: &Path) -> bool {
    std::fs::read_dir(devices).is_ok_and(|found| {
        found
            .flatten()
            .any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
    })
}

#[cfg(test)]
mod tests {
    use super::has_graphics;

    #[test]
    fn only_a_device_that_draws_counts() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!has_graphics(&devices.path().join("not there")));
        assert!(!has_graphics(devices.path()));
        std::fs::write(devices.path().join("card0"), "").unwrap();
        assert!(!has_graphics(devices.path()), "it only shows pictures");
        std::fs::write(devices.path().join("renderD128"), "").unwrap();
        assert!(has_graphics(devices.path()));
    }
}
