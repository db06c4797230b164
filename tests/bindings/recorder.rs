//! What the recorder does besides asking: long jobs, its text, and the story of a backup.

use serde_json::{Value, json};

use crate::Recorder;
use crate::support::PASSPHRASE;

/// A folder for backups, a backup in it, and a look at it.
pub(crate) fn backups(recorder: &mut Recorder<'_>) {
    recorder.ask("backups_page", json!({}));
    let stick = recorder.desk.folder.with_file_name("stick");
    std::fs::create_dir(&stick).unwrap();
    recorder.ask("add_backup_folder", json!({ "folder": "/media/nowhere" }));
    recorder.ask("add_backup_folder", json!({ "folder": stick }));
    recorder.run("back_up", json!({ "only_if_due": false }));
    recorder.run("back_up", json!({ "only_if_due": true }));
    let made = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap();
    let open = |passphrase: &str| json!({ "file": made.path(), "passphrase": passphrase, "recovery_code": "" });
    recorder.run("look_at_backup", open(PASSPHRASE));
    recorder.run("look_at_backup", open("not this one"));
    recorder.ask("offer_backup", json!({}));
    std::fs::remove_dir_all(&stick).unwrap();
    recorder.run("back_up", json!({ "only_if_due": false }));
}

impl Recorder<'_> {
    pub(crate) fn run(&mut self, job: &str, args: Value) {
        let answered = match self.desk.filiform.run_job(job, args.clone(), 1, &|_| {}) {
            Ok(reply) => json!({ "args": args, "reply": reply }),
            Err(refusal) => json!({ "args": args, "failure": refusal }),
        };
        self.recorded
            .entry(job.to_owned())
            .or_default()
            .push(answered);
    }

    /// The recording, with this computer's folder replaced by nobody's.
    pub(crate) fn text(&self) -> String {
        let home = self.desk.folder.parent().unwrap().to_str().unwrap();
        let text = serde_json::to_string_pretty(&self.recorded).unwrap() + "\n";
        text.replace(home, "/home/therapist/Filiform")
    }
}
