//! Long jobs: run away from the window's own thread, they tell the page how far they are and can be stopped.

use std::sync::Arc;

use filiform::Refusal;
use filiform::contract::Progress;
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::{Practice, host, locking};

/// Runs one long job of the contract under a number of the page's choice.
#[tauri::command]
pub(crate) async fn run_job(
    app: AppHandle,
    practice: State<'_, Practice>,
    job: String,
    args: Value,
    number: u32,
    progress: Channel<Progress>,
) -> Result<Value, Refusal> {
    let practice = Arc::clone(&practice);
    let run = tauri::async_runtime::spawn_blocking(move || {
        // A page that is gone hears nothing; the job is stopped by the lock that took the page away.
        let was_open = practice.is_open();
        let answer = practice.run_job(&job, args, number, &|told| drop(progress.send(told)));
        if was_open && !practice.is_open() {
            locking::after(&app);
        }
        answer
    });
    run.await.unwrap_or_else(|_| Err(host::stopped()))
}

/// Asks the job with this number to stop. It answers through [`run_job`], with the code `interrupted`.
#[tauri::command]
pub(crate) fn cancel_job(practice: State<'_, Practice>, number: u32) {
    practice.cancel_job(number);
}
