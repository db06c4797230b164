//! The window: Tauri, and nothing that a therapist would miss if it were another one.
//!
//! The page asks through one command; what it may ask is declared in `filiform::contract`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod choosing;
mod closing;
mod desktop;
#[cfg(target_os = "linux")]
mod drawing;
mod host;
mod jobs;
mod locking;
#[cfg(target_os = "linux")]
mod signals;
#[cfg(target_os = "linux")]
mod starting;

use std::process::ExitCode;
use std::sync::Arc;

use filiform::{Filiform, Refusal};
use serde_json::Value;
use tauri::{AppHandle, Manager, State, WindowEvent};

pub(crate) type Practice = Arc<Filiform>;

/// Runs one command of the contract away from the window's own thread.
#[tauri::command]
async fn answer(
    app: AppHandle,
    practice: State<'_, Practice>,
    command: String,
    args: Value,
) -> Result<Value, Refusal> {
    let practice = Arc::clone(&practice);
    let run = tauri::async_runtime::spawn_blocking(move || {
        let was_open = practice.is_open();
        let answer = practice.answer(&command, args);
        if was_open && !practice.is_open() {
            locking::after(&app);
        }
        answer
    });
    run.await.unwrap_or_else(|_| Err(host::stopped()))
}

fn main() -> ExitCode {
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(host::stay())
        .setup(|app| {
            app.manage(closing::Asked::default());
            app.manage(locking::HearsSystem::default());
            app.manage::<Practice>(Arc::new(Filiform::new(host::of(app)?)));
            locking::watch(app.handle());
            #[cfg(target_os = "linux")]
            drawing::suit(app);
            Ok(())
        })
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } => closing::ask(window, api),
            WindowEvent::Destroyed => host::close(&window.state::<Practice>()),
            _ => {}
        })
        .invoke_handler(tauri::generate_handler![
            answer,
            jobs::run_job,
            jobs::cancel_job,
            choosing::choose_letter_path,
            choosing::choose_folder,
            choosing::choose_backup,
            choosing::choose_table,
            closing::ready_to_close,
            locking::hears_system
        ])
        .build(tauri::generate_context!("../tauri.conf.json"));
    match built {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            #[cfg(target_os = "linux")]
            starting::again(&error);
            host::cannot_start(&error)
        }
    }
}

/// A second start brings the first window forward.
fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
