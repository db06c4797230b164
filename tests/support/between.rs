//! What happens between the visits, for tests.

use filiform::contract::{LogContact, ReviewHistory, TimelineRow};
use filiform_domain::between::{Role, WhoDraft};
use filiform_domain::contact::{ContactDraft, ContactKind};
use filiform_domain::event::Severity;
use filiform_domain::ids::{ContactId, PatientId, SessionId};
use filiform_domain::not_held::{CalledOffBy, NotHeldDraft};
use filiform_domain::reported_event::ReportedEventDraft;
use filiform_domain::visit::NotHeldHow;

use super::Desk;

impl Desk {
    /// Keeps a contact.
    pub(crate) fn log(&self, patient: PatientId, contact: ContactDraft) -> ContactId {
        let typed = LogContact {
            patient,
            contact,
            draft: None,
        };
        let logged = filiform::log_contact::log_contact(&self.filiform, typed);
        logged.ok().unwrap().id
    }

    /// The whole timeline, newest first.
    pub(crate) fn timeline(&self, patient: PatientId) -> Vec<TimelineRow> {
        let asked = ReviewHistory {
            patient,
            filter: filiform::contract::TimelineFilter::default(),
            before: None,
            limit: 100,
        };
        let page = filiform::review_history::review_history(&self.filiform, asked);
        page.ok().unwrap().timeline
    }
}

/// A call with the referring physician.
pub(crate) fn call(date: &str, time: &str) -> ContactDraft {
    ContactDraft {
        kind: Some(ContactKind::Phone),
        date: date.into(),
        time: time.into(),
        who: WhoDraft {
            role: Some(Role::Physician),
            name: "Dr. L. Hahn".into(),
        },
        said: "Agrees with needling of the neck.".into(),
        agreed: "Report after four visits.".into(),
        ..ContactDraft::default()
    }
}

/// A visit that the patient called off.
pub(crate) fn called_off(date: &str, time: &str) -> NotHeldDraft {
    NotHeldDraft {
        how: Some(NotHeldHow::Cancelled),
        date: date.into(),
        time: time.into(),
        by: Some(CalledOffBy::Patient),
        ..NotHeldDraft::default()
    }
}

/// A bruise that the patient told of on 22 Nov 2026 at 10:15.
pub(crate) fn bruise(session: SessionId) -> ReportedEventDraft {
    ReportedEventDraft {
        kind: "bruise".into(),
        severity: Some(Severity::Mild),
        session: session.to_string(),
        heard_date: "2026-11-22".into(),
        heard_time: "10:15".into(),
        heard_from: WhoDraft {
            role: Some(Role::Patient),
            name: String::new(),
        },
        began_hours: Some(6),
        seen: "Bruise of 4 cm over the left shoulder.".into(),
        ..ReportedEventDraft::default()
    }
}
