//! What belongs to no single visit: screening and its flags, consent, contacts, and events that were heard of later.

use filiform_domain::consent::{Consent, Withdrawal};
use filiform_domain::contact::{Contact, ContactKind};
use filiform_domain::entry::Entry;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::screening::{Answer, Screening};
use filiform_domain::time::Instant;

use super::kinds::{Came, Concept, Extension, To};
use super::resource::{
    Actuality, AdverseEventBody, Attachment, CommunicationBody, CommunicationStatus, Component,
    ConsentBody, ConsentStatus, Content, FlagBody, FlagStatus, ObservationBody, ObservationStatus,
    Payload, Period, Provision, ProvisionType,
};
use super::{Made, derived, json, narrative};
use crate::record::Kept;
use crate::tables::moment;

impl Made<'_> {
    pub(super) fn around(&mut self) {
        let record = self.record;
        let withdrawn = record.entries.iter().filter_map(|kept| match &kept.entry {
            Entry::ConsentWithdrawn(withdrawal) => Some(withdrawal.at),
            _ => None,
        });
        let withdrawn = withdrawn.max_by_key(|at| at.utc_ms);
        for kept in &record.entries {
            match &kept.entry {
                Entry::ScreeningAnswered(screening) => self.screening(kept, screening),
                Entry::ConsentGiven(consent) => self.consent(kept, consent, withdrawn),
                Entry::ConsentWithdrawn(withdrawal) => self.withdrawal(kept, withdrawal),
                Entry::ContactLogged(contact) => self.contact(kept, contact),
                Entry::EventReported(event) => self.later_event(kept, event),
                _ => {}
            }
        }
        self.flags();
    }

    fn check(&self, id: &str) -> Concept {
        let known = self.catalogue.checks().get(id);
        Concept::own(
            "screening-check",
            id,
            known.map_or(id, |known| &known.wording),
        )
    }

    fn screening(&mut self, kept: &Kept, screening: &Screening) {
        let answers = screening.sheet.answers.iter().map(|row| Component {
            code: self.check(&row.check),
            value: Came::ValueString(answer_words(row.answer).to_owned()),
        });
        let component = answers.collect();
        let body = ObservationBody {
            status: ObservationStatus::Final,
            code: Concept::own("screening", "screening", "Screening before dry needling"),
            subject: self.subject(),
            encounter: None,
            effective_date_time: screening.reviewed.to_string(),
            issued: moment(kept.recorded_at),
            performer: [self.signer(kept.author)],
            value: None,
            component,
        };
        let text = Some(narrative::of(&[kept]));
        let fields = Extension::of_fields("screening", &json(&screening.sheet));
        let content = Content::Observation(Box::new(body));
        self.put(kept.id.0, content, text, fields.into_iter().collect());
    }

    /// A flag for each check that the newest screening answers with yes.
    fn flags(&mut self) {
        let record = self.record;
        let newest = record
            .entries
            .iter()
            .rev()
            .find_map(|kept| match &kept.entry {
                Entry::ScreeningAnswered(screening) => Some((kept, screening)),
                _ => None,
            });
        let Some((kept, screening)) = newest else {
            return;
        };
        for row in &screening.sheet.answers {
            if row.answer != Some(Answer::Yes) {
                continue;
            }
            let start = if row.date.is_empty() {
                screening.reviewed.to_string()
            } else {
                row.date.clone()
            };
            let body = FlagBody {
                status: FlagStatus::Active,
                category: [Concept::words("Screening before dry needling")],
                code: self.check(&row.check),
                subject: self.subject(),
                period: Period { start, end: None },
                author: self.signer(kept.author),
            };
            let fields = Extension::of_fields("screening-answer", &json(row));
            let id = derived(record.patient.0, &format!("flag {}", row.check));
            let content = Content::Flag(Box::new(body));
            self.put(id, content, None, fields.into_iter().collect());
        }
    }

    fn consent(&mut self, kept: &Kept, consent: &Consent, withdrawn: Option<Instant>) {
        let is_withdrawn = withdrawn.is_some_and(|at| at.utc_ms >= consent.given.utc_ms);
        let form = &consent.form;
        let scan = (!form.scan.is_empty()).then(|| Attachment {
            // The two kinds of image that a consent takes begin differently.
            content_type: if form.scan.starts_with("/9j/") {
                "image/jpeg"
            } else {
                "image/png"
            }
            .to_owned(),
            data: form.scan.clone(),
        });
        let status = if is_withdrawn {
            ConsentStatus::Inactive
        } else {
            ConsentStatus::Active
        };
        let body = self.consent_body(status, consent.given, &form.procedure, scan);
        let mut fields = json(form);
        if let Some(fields) = fields.as_object_mut() {
            fields.remove("scan");
        }
        let text = Some(narrative::of(&[kept]));
        let extension = Extension::of_fields("consent", &fields);
        let content = Content::Consent(Box::new(body));
        self.put(consent.id.0, content, text, extension.into_iter().collect());
    }

    fn withdrawal(&mut self, kept: &Kept, withdrawal: &Withdrawal) {
        let words = "Withdrawal of consent";
        let body = self.consent_body(ConsentStatus::Inactive, withdrawal.at, words, None);
        let text = Some(narrative::of(&[kept]));
        self.put(
            kept.id.0,
            Content::Consent(Box::new(body)),
            text,
            Vec::new(),
        );
    }

    fn consent_body(
        &self,
        status: ConsentStatus,
        at: Instant,
        words: &str,
        source_attachment: Option<Attachment>,
    ) -> ConsentBody {
        ConsentBody {
            status,
            scope: Concept::of_system(
                "http://terminology.hl7.org/CodeSystem/consentscope",
                "treatment",
                "Treatment",
            ),
            category: [Concept::words("Consent to dry needling")],
            patient: self.subject(),
            date_time: moment(at),
            organization: [self.organization_of()],
            source_attachment,
            policy_rule: Concept::words(words),
            provision: Provision {
                kind: if status == ConsentStatus::Active {
                    ProvisionType::Permit
                } else {
                    ProvisionType::Deny
                },
            },
        }
    }

    fn contact(&mut self, kept: &Kept, contact: &Contact) {
        let medium = match contact.kind {
            ContactKind::Phone => "Phone call",
            ContactKind::Message => "Message",
            ContactKind::PhysicianTalk => "Talk with a physician or another clinician",
            ContactKind::Other => "Another contact",
        };
        let said = [&contact.said, &contact.agreed].into_iter().flatten();
        let body = CommunicationBody {
            status: CommunicationStatus::Completed,
            medium: [Concept::words(contact.how.as_deref().unwrap_or(medium))],
            subject: self.subject(),
            sent: moment(contact.at),
            payload: said
                .map(|text| Payload {
                    content_string: text.clone(),
                })
                .collect(),
        };
        let text = Some(narrative::of(&[kept]));
        let extension = Extension::of_fields("contact", &json(&contact.to_draft()));
        let content = Content::Communication(Box::new(body));
        self.put(contact.id.0, content, text, extension.into_iter().collect());
    }

    fn later_event(&mut self, kept: &Kept, event: &ReportedEvent) {
        let session = event
            .session
            .filter(|id| self.resources.contains_key(&id.0));
        let body = AdverseEventBody {
            actuality: Actuality::Actual,
            event: self.event_kind(&event.kind),
            subject: self.subject(),
            encounter: session.map(|id| To::new(id.0)),
            date: moment(event.heard),
            recorded_date: moment(kept.recorded_at),
            recorder: self.signer(kept.author),
        };
        let text = Some(narrative::of(&[kept]));
        let extension = Extension::of_fields("later-event", &json(&event.to_draft()));
        let content = Content::AdverseEvent(Box::new(body));
        self.put(event.id.0, content, text, extension.into_iter().collect());
    }
}

fn answer_words(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "yes",
        Some(Answer::No) => "no",
        Some(Answer::NotKnown) => "not known",
        None => "not asked",
    }
}
