//! What is known of a patient's safety: screening, policy, consents and the last visits. Read once, and
//! asked by several workflows.

use filiform_catalogue::Catalogue;
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::screening::{Screening, ScreeningPolicy};
use filiform_domain::session::{Session, SessionDraft};
use filiform_domain::time::{CalendarDate, Instant};
use filiform_domain::visit::ScreeningToday;
use filiform_store::{ConsentLine, Recorded};

use crate::contract::{SafetyLines, SessionPrompts};
use crate::error::Error;
use crate::practice::Open;
use crate::wording::prompts::{self, Known, Needled};
use crate::wording::safety::{Standing, lines};

/// Visits that are looked through for the last one at which the checks of every visit were asked.
const LOOK_BACK: usize = 4;

/// What is known of a patient's safety.
pub(crate) struct Safety {
    /// The answers as they stand; none when the screening was never gone through.
    pub(crate) screening: Option<Recorded<Screening>>,
    policy: Option<ScreeningPolicy>,
    consents: Vec<ConsentLine>,
    last: Option<Session>,
    asked: Option<Instant>,
}

impl Safety {
    /// Screening, policy and consents, without the visits.
    pub(crate) fn of(open: &Open, patient: PatientId) -> Result<Self, Error> {
        Ok(Self {
            screening: open.store.screening(patient)?,
            policy: open.store.screening_policy()?,
            consents: open.store.consents(patient)?,
            last: None,
            asked: None,
        })
    }

    /// The same with the last visits, of which the newest comes first.
    pub(crate) fn with_visits(mut self, open: &Open, visits: &[SessionId]) -> Result<Self, Error> {
        for id in visits.iter().take(LOOK_BACK) {
            let Some(signed) = open.store.session(*id)? else {
                continue;
            };
            let session = signed.session;
            let answered = matches!(
                session.note.screening,
                Some(ScreeningToday::AllNo | ScreeningToday::SomeYes)
            );
            if answered && self.asked.is_none() {
                self.asked = Some(session.started);
            }
            self.last.get_or_insert(session);
            if self.asked.is_some() {
                break;
            }
        }
        Ok(self)
    }

    /// The lines of the patient's page.
    pub(crate) fn lines(&self, catalogue: &Catalogue, today: CalendarDate) -> SafetyLines {
        lines(&Standing {
            known: self.known(catalogue, &[]),
            consents: &self.consents,
            last: self.last.as_ref(),
            asked: self.asked,
            today,
        })
    }

    /// The prompts for a note that is being charted, with what was acknowledged in it.
    pub(crate) fn prompts(&self, catalogue: &Catalogue, session: &SessionDraft) -> SessionPrompts {
        let known = self.known(catalogue, &session.screening_yes);
        let mut found = prompts::prompts(&known, &Needled::rows(catalogue, session));
        prompts::acknowledge(&mut found, session);
        found
    }

    fn known<'a>(&'a self, catalogue: &'a Catalogue, today: &'a [String]) -> Known<'a> {
        Known {
            catalogue,
            screening: self.screening.as_ref().map(|recorded| &recorded.content),
            policy: self.policy.as_ref(),
            today,
        }
    }

    /// The policy's rows; none where nothing was decided.
    pub(crate) fn policy_rows(&self) -> Vec<filiform_domain::screening::PolicyRow> {
        self.policy
            .as_ref()
            .map(|policy| policy.rows.clone())
            .unwrap_or_default()
    }
}
