//! Promises to the user, a module for each workflow.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

#[path = "../support/mod.rs"]
mod support;

mod amend_session;
mod any_note;
mod attach_file;
mod back_up;
mod body_chart;
mod change_key;
mod chart_session;
mod contract;
mod exchange_records;
mod export_referral;
mod find_anything;
mod find_patient;
mod hand_over;
mod hand_to_patient;
mod import_records;
mod lock;
mod log_contact;
mod log_not_held;
mod manage_episode;
mod manage_therapists;
mod register_patient;
mod report_event;
mod restore;
mod retire_record;
mod review_audit;
mod review_caseload;
mod review_history;
mod review_outcomes;
mod roles;
mod score_measure;
mod screen_and_consent;
mod settings;
mod sign_session;
mod structure;
mod today;
mod type_rows;
mod unlock;
mod verify_record;
mod write_document;
