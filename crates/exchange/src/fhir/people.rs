//! The practice, its people, the patient, and the episodes of care.

use std::collections::BTreeSet;

use filiform_domain::entry::{Entry, PracticeChanged};
use filiform_domain::ids::{EpisodeId, TherapistId};
use filiform_domain::patient::{Complaint, Sex};
use uuid::Uuid;

use super::kinds::{Concept, Condition, Extension, Holds, To};
use super::resource::{
    Address, ConditionBody, Content, Diagnosis, EpisodeBody, EpisodeStatus, Gender, Identifier,
    Name, OrganizationBody, PatientBody, Period, PractitionerBody, Telecom, TelecomSystem,
};
use super::{Made, derived, json, narrative};
use crate::record::{Kept, Staff};
use crate::tables::moment;

const NPI: &str = "http://hl7.org/fhir/sid/us-npi";
const ICD_10_CM: &str = "http://hl7.org/fhir/sid/icd-10-cm";

impl Made<'_> {
    pub(super) fn organization(&mut self, practice: &PracticeChanged) {
        let details = &practice.practice;
        let body = OrganizationBody {
            name: details.name.clone(),
            telecom: telecom(&details.phone, &details.email),
            address: address(&details.address),
        };
        self.put(
            practice.id.0,
            Content::Organization(Box::new(body)),
            None,
            Vec::new(),
        );
    }

    /// Everybody who is referred to, once.
    pub(super) fn practitioners(&mut self, staff: &Staff) {
        let who: BTreeSet<TherapistId> = self.signers.iter().copied().collect();
        for id in who {
            let known = staff.get(&id);
            let details = known
                .map(|known| known.therapist.clone())
                .unwrap_or_default();
            let name = if details.name.is_empty() {
                "Name not known".to_owned()
            } else {
                details.name
            };
            let npi = (!details.npi.is_empty()).then(|| Identifier {
                system: Some(NPI.to_owned()),
                kind: None,
                value: details.npi,
            });
            let body = PractitionerBody {
                identifier: npi.into_iter().collect(),
                name: [Name {
                    text: Some(name),
                    family: None,
                    given: Vec::new(),
                    suffix: filled(&details.credentials).into_iter().collect(),
                }],
                telecom: telecom(&details.phone, ""),
                address: Vec::new(),
            };
            let key = known.map(|known| {
                Extension::own("public-key", Holds::ValueString(known.public_key.clone()))
            });
            let content = Content::Practitioner(Box::new(body));
            self.put(id.0, content, None, key.into_iter().collect());
        }
    }

    pub(super) fn patient(&mut self) -> Option<()> {
        let (patient, _, changed) = self.record.person()?;
        let number = filled(&patient.record_number).map(|value| Identifier {
            system: None,
            kind: Some(Concept::words("Record number")),
            value,
        });
        let body = PatientBody {
            identifier: number.into_iter().collect(),
            name: [Name {
                text: None,
                family: Some(patient.family_name.clone()),
                given: vec![patient.given_name.clone()],
                suffix: Vec::new(),
            }],
            telecom: telecom(&patient.phone, &patient.email),
            gender: gender(patient.sex),
            birth_date: patient.birth_date.to_string(),
            address: address(&patient.address),
            managing_organization: self.organization_of(),
        };
        let referrer = patient.referrer.as_ref();
        let referrer = referrer.and_then(|who| Extension::of_fields("referrer", &json(who)));
        // What an import brought besides stands with its notes.
        let about = self.entries(|entry| entry.patient_written().is_some());
        let about = about
            .iter()
            .map(|kept| narrative::part_of(kept, &|field| !field.starts_with("notes[")));
        let text = Some(narrative::whole(about.collect()));
        let id = self.record.patient.0;
        let content = Content::Patient(Box::new(body));
        self.put(id, content, text, referrer.into_iter().collect());
        for complaint in &patient.conditions {
            self.condition(id, complaint, changed);
        }
        Some(())
    }

    pub(super) fn episodes(&mut self) {
        for course in self.record.episodes() {
            let (id, episode) = (course.written.id, &course.written.episode);
            let conditions = episode.conditions.iter();
            let diagnosis = conditions.map(|complaint| Diagnosis {
                condition: self.condition(id.0, complaint, course.kept),
            });
            let diagnosis = diagnosis.collect();
            let end = episode
                .discharge
                .as_ref()
                .map(|discharge| discharge.date.to_string());
            let body = EpisodeBody {
                status: if end.is_some() {
                    EpisodeStatus::Finished
                } else {
                    EpisodeStatus::Active
                },
                diagnosis,
                patient: self.subject(),
                managing_organization: self.organization_of(),
                period: Period {
                    start: episode.opened_on.to_string(),
                    end,
                },
            };
            let told = self.entries(|entry| episode_of(entry) == Some(id));
            let text = Some(narrative::of(&told));
            let fields = Extension::of_fields("episode", &json(&episode.to_draft()));
            let content = Content::EpisodeOfCare(Box::new(body));
            self.put(id.0, content, text, fields.into_iter().collect());
        }
    }

    fn condition(&mut self, of: Uuid, complaint: &Complaint, kept: &Kept) -> To<Condition> {
        let known = self.catalogue.conditions().get(&complaint.condition);
        let name = known.map_or(complaint.condition.as_str(), |known| known.name.as_str());
        let mut code = Concept::own("condition", &complaint.condition, name);
        if !complaint.icd10cm.is_empty() {
            let icd = Concept::of_system(ICD_10_CM, &complaint.icd10cm, name).coding;
            // The official title of a code is not ours to make up.
            code.coding.extend(icd.into_iter().map(|mut coding| {
                coding.display = None;
                coding
            }));
        }
        let part = format!("condition {} {}", complaint.condition, complaint.icd10cm);
        let id = derived(of, &part);
        let body = ConditionBody {
            code,
            subject: self.subject(),
            recorded_date: moment(kept.recorded_at),
            recorder: self.signer(kept.author),
        };
        self.put(id, Content::Condition(Box::new(body)), None, Vec::new());
        To::new(id)
    }

    /// The entries that `is_wanted`, in order.
    pub(super) fn entries(&self, is_wanted: impl Fn(&Entry) -> bool) -> Vec<&Kept> {
        let all = self.record.entries.iter();
        all.filter(|kept| is_wanted(&kept.entry)).collect()
    }
}

fn episode_of(entry: &Entry) -> Option<EpisodeId> {
    match entry {
        Entry::EpisodeOpened(written)
        | Entry::EpisodeChanged(written)
        | Entry::EpisodeClosed(written) => Some(written.id),
        _ => None,
    }
}

fn gender(sex: Sex) -> Gender {
    match sex {
        Sex::Female => Gender::Female,
        Sex::Male => Gender::Male,
        Sex::Other => Gender::Other,
        Sex::Unknown => Gender::Unknown,
    }
}

fn telecom(phone: &str, email: &str) -> Vec<Telecom> {
    let phone = filled(phone).map(|value| (TelecomSystem::Phone, value));
    let email = filled(email).map(|value| (TelecomSystem::Email, value));
    let all = phone.into_iter().chain(email);
    all.map(|(system, value)| Telecom { system, value })
        .collect()
}

fn address(text: &str) -> Vec<Address> {
    filled(text)
        .map(|text| Address { text })
        .into_iter()
        .collect()
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}
