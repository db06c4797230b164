//! What the therapist can do, one file per workflow. Start reading here.
//!
//! [`Filiform`] is the application without a window: the window and the command line both run it. Each
//! workflow is a function from [`Filiform`] and what was typed to an answer or an [`Error`].

pub mod contract;
mod error;
mod practice;
mod wording;

pub mod amend_session;
pub mod attach_file;
pub mod back_up;
pub mod body_chart;
pub mod change_key;
pub mod chart_session;
pub mod demo;
pub mod exchange_records;
pub mod export_referral;
pub mod find_anything;
pub mod find_patient;
pub mod hand_over;
pub mod hand_to_patient;
pub mod import_records;
pub mod lock;
pub mod log_contact;
pub mod log_not_held;
pub mod manage_episode;
pub mod manage_therapists;
pub mod reference;
pub mod register_patient;
pub mod report_event;
pub mod restore;
pub mod retire_record;
pub mod review_audit;
pub mod review_caseload;
pub mod review_history;
pub mod review_outcomes;
pub mod score_measure;
pub mod screen_and_consent;
pub mod settings;
pub mod sign_session;
pub mod today;
pub mod type_rows;
pub mod unlock;
pub mod verify_record;
pub mod write_document;

pub use error::{Error, Refusal};
pub use filiform_domain::time::Instant;
pub use filiform_store::vault::{Entropy, KdfCost};
pub use filiform_store::{ErrorKind, Flow, Stop, StoreError};
pub use practice::{Clock, Filiform, Hear, Host, Job};
