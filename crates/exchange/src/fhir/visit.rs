//! A visit: the encounter, a procedure for each needled site, the ratings of pain, the findings and the events.

use filiform_catalogue::Target;
use filiform_domain::event::EventDraft;
use filiform_domain::pain::{PainMoment, PainRating, PainScale, PainWindow};
use filiform_domain::site::{Side, SiteDraft};
use filiform_domain::visit::{Finding, NotHeldHow};

use super::kinds::{Came, Coding, Concept, Extension, Holds, LOINC, Note, Quantity, To, Unit};
use super::resource::{
    Actuality, AdverseEventBody, Component, Content, EncounterBody, EncounterStatus,
    ObservationBody, ObservationStatus, Participant, Performer, Period, ProcedureBody,
    ProcedureStatus,
};
use super::{Made, clock_of_day, derived, json, narrative};
use crate::record::Visit;
use crate::tables::moment;

/// How the practice sees its patients: they come and go.
pub(super) fn ambulatory() -> Coding {
    Coding {
        system: "http://terminology.hl7.org/CodeSystem/v3-ActCode".to_owned(),
        code: "AMB".to_owned(),
        display: Some("ambulatory".to_owned()),
    }
}

impl Made<'_> {
    pub(super) fn visit(&mut self, visit: &Visit<'_>) {
        self.encounter(visit);
        if visit.is_withheld() {
            return;
        }
        for (n, site) in (1..).zip(&visit.note.sites) {
            self.procedure(visit, n, site);
        }
        for (n, rating) in (1..).zip(ratings(visit)) {
            self.pain(visit, n, &rating);
        }
        for (n, finding) in (1..).zip(&visit.note.findings) {
            self.finding(visit, n, finding);
        }
        for (n, event) in (1..).zip(&visit.note.events) {
            self.event(visit, n, event);
        }
    }

    fn encounter(&mut self, visit: &Visit<'_>) {
        let how = visit
            .note
            .not_held
            .as_ref()
            .and_then(|not_held| not_held.how);
        let status = match (visit.voided, how) {
            (Some(_), _) => EncounterStatus::EnteredInError,
            (None, Some(NotHeldHow::Cancelled | NotHeldHow::Missed)) => EncounterStatus::Cancelled,
            (None, None) => EncounterStatus::Finished,
        };
        let withheld = visit.is_withheld();
        let episode = visit.note.episode.parse().ok().filter(|_| !withheld);
        let body = EncounterBody {
            status,
            class: ambulatory(),
            subject: self.subject(),
            episode_of_care: episode
                .filter(|id| self.resources.contains_key(id))
                .map(To::new)
                .into_iter()
                .collect(),
            participant: vec![Participant {
                individual: self.signer(visit.signed.therapist),
            }],
            period: Period {
                start: moment(visit.started),
                end: clock_of_day(visit.started, &visit.note.ended).filter(|_| !withheld),
            },
            service_provider: self.organization_of(),
        };
        let told: Vec<_> = std::iter::once(visit.kept)
            .chain(visit.added.iter().copied())
            .collect();
        let text = (!withheld).then(|| narrative::of(&told));
        let said = withheld.then(|| Extension::own("withheld", Holds::ValueBoolean(true)));
        let missed = how
            .filter(|_| !withheld)
            .map(|how| Extension::own("not-held", Holds::ValueCode(how.words().to_owned())));
        let extension = said.into_iter().chain(missed).collect();
        self.put(
            visit.signed.id.0,
            Content::Encounter(Box::new(body)),
            text,
            extension,
        );
    }

    fn procedure(&mut self, visit: &Visit<'_>, n: usize, site: &SiteDraft) {
        let status = if visit.voided.is_some() {
            ProcedureStatus::EnteredInError
        } else if site.is_done() {
            ProcedureStatus::Completed
        } else {
            ProcedureStatus::NotDone
        };
        let side = site
            .side
            .map(|side| Extension::own("laterality", Holds::ValueCode(side_code(side).to_owned())));
        let fields = Extension::of_fields("needled-site", &json(site));
        let note = (!site.note.is_empty()).then(|| Note {
            text: site.note.clone(),
        });
        let body = ProcedureBody {
            status,
            code: self.needling(site),
            subject: self.subject(),
            encounter: To::new(visit.signed.id.0),
            performed_date_time: moment(visit.started),
            performer: [Performer {
                actor: self.signer(visit.signed.therapist),
            }],
            reason_code: [&visit.note.indication, &site.indication]
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| Concept::words(text))
                .collect(),
            body_site: [self.body_site(site)],
            note: note.into_iter().collect(),
        };
        let id = derived(visit.signed.id.0, &format!("site {n}"));
        let extension = side.into_iter().chain(fields).collect();
        self.put(id, Content::Procedure(Box::new(body)), None, extension);
    }

    /// The procedure with its techniques: "Dry needling: pistoning".
    fn needling(&self, site: &SiteDraft) -> Concept {
        let techniques = self.catalogue.techniques();
        let label = |id: &String| {
            techniques
                .get(id)
                .map_or_else(|| id.clone(), |known| known.label.clone())
        };
        let labels: Vec<String> = site.techniques.iter().map(label).collect();
        let mut code = Concept::own("procedure", "dry-needling", "Dry needling");
        for (id, label) in site.techniques.iter().zip(&labels) {
            code.coding
                .extend(Concept::own("technique", id, label).coding);
        }
        if !labels.is_empty() {
            code.text = format!("Dry needling: {}", labels.join(", "));
        }
        code
    }

    /// The target with the patient's side: "upper trapezius, left".
    fn body_site(&self, site: &SiteDraft) -> Concept {
        let side = site
            .side
            .map(|side| format!(", {}", side.words()))
            .unwrap_or_default();
        if let Some(own) = &site.own_target {
            return Concept::words(&format!("{}{side}", own.name));
        }
        let known = self.catalogue.targets().get(&site.target);
        let name = known.map_or_else(|| site.target.clone(), Target::plain_name);
        let mut concept = Concept::own("target", &site.target, &name);
        concept.text = format!("{name}{side}");
        concept
    }

    fn pain(&mut self, visit: &Visit<'_>, n: usize, rating: &PainRating) {
        let Some(value) = rating.value else { return };
        let unit = match rating.scale {
            PainScale::Nprs => Unit::Score,
            PainScale::Vas => Unit::Millimetre,
        };
        let code = self.pain_code(rating);
        let extension = Extension::of_fields("pain-rating", &json(rating));
        self.observation(
            visit,
            &format!("pain {n}"),
            code,
            Some(Quantity::whole(value, unit)),
            Vec::new(),
            extension,
        );
    }

    /// Only the rating that the content has seen a LOINC code for carries one: pain now, on the numeric scale.
    fn pain_code(&self, rating: &PainRating) -> Concept {
        let (scale, words) = match rating.scale {
            PainScale::Nprs => ("nprs", "numeric rating scale, 0 to 10"),
            PainScale::Vas => ("vas", "visual analogue scale, 0 to 100 mm"),
        };
        let window = match rating.window {
            PainWindow::Now => "current",
            PainWindow::Best => "best",
            PainWindow::Worst => "worst",
            PainWindow::Average => "average",
        };
        let text = format!("Pain {}, {words}", rating.window.words());
        let id = format!("{scale}-{window}");
        let mut code = Concept::own("pain", &id, &text);
        let measure = self.catalogue.measures().get(&id);
        if let Some((loinc, name)) =
            measure.and_then(|known| Some((known.loinc.as_ref()?, known.loinc_name.as_ref()?)))
        {
            code.coding
                .extend(Concept::of_system(LOINC, loinc.as_str(), name).coding);
        }
        code
    }

    fn finding(&mut self, visit: &Visit<'_>, n: usize, finding: &Finding) {
        let component = [("before", &finding.before), ("after", &finding.after)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(when, value)| Component {
                code: Concept::own("moment", when, when),
                value: Came::ValueString(
                    [value.as_str(), &finding.unit].join(" ").trim().to_owned(),
                ),
            });
        let extension = Extension::of_fields("finding", &json(finding));
        let code = Concept::words(&finding.name);
        let part = format!("finding {n}");
        self.observation(visit, &part, code, None, component.collect(), extension);
    }

    fn observation(
        &mut self,
        visit: &Visit<'_>,
        part: &str,
        code: Concept,
        value: Option<Quantity>,
        component: Vec<Component>,
        extension: Option<Extension>,
    ) {
        let is_corrected =
            visit.started != visit.signed.started || *visit.note != visit.signed.note;
        let status = match (visit.voided, is_corrected) {
            (Some(_), _) => ObservationStatus::EnteredInError,
            (None, true) => ObservationStatus::Amended,
            (None, false) => ObservationStatus::Final,
        };
        let issued = visit
            .added
            .last()
            .map_or(visit.kept, |kept| kept)
            .recorded_at;
        let body = ObservationBody {
            status,
            code,
            subject: self.subject(),
            encounter: Some(To::new(visit.signed.id.0)),
            effective_date_time: moment(visit.started),
            issued: moment(issued),
            performer: [self.signer(visit.signed.therapist)],
            value: value.map(Came::ValueQuantity),
            component,
        };
        let id = derived(visit.signed.id.0, part);
        let content = Content::Observation(Box::new(body));
        self.put(id, content, None, extension.into_iter().collect());
    }

    fn event(&mut self, visit: &Visit<'_>, n: usize, event: &EventDraft) {
        // AdverseEvent has no status of its own. Of a voided visit the encounter tells the events.
        if visit.voided.is_some() {
            return;
        }
        let body = AdverseEventBody {
            actuality: Actuality::Actual,
            event: self.event_kind(&event.kind),
            subject: self.subject(),
            encounter: Some(To::new(visit.signed.id.0)),
            date: moment(visit.started),
            recorded_date: moment(visit.kept.recorded_at),
            recorder: self.signer(visit.kept.author),
        };
        let extension = Extension::of_fields("adverse-event", &json(event));
        let id = derived(visit.signed.id.0, &format!("event {n}"));
        let content = Content::AdverseEvent(Box::new(body));
        self.put(id, content, None, extension.into_iter().collect());
    }

    pub(super) fn event_kind(&self, kind: &str) -> Concept {
        let known = self.catalogue.adverse_events().get(kind);
        Concept::own(
            "adverse-event",
            kind,
            known.map_or(kind, |known| &known.name),
        )
    }
}

/// Pain now before and after the needling, and every other rating.
fn ratings(visit: &Visit<'_>) -> Vec<PainRating> {
    let now = |value: Option<i64>, moment| {
        value.map(|value| PainRating {
            value: Some(value),
            moment,
            ..PainRating::default()
        })
    };
    let before = now(visit.note.pain_before, PainMoment::Before);
    let after = now(visit.note.pain_after, PainMoment::After);
    let all = before.into_iter().chain(after);
    all.chain(visit.note.pains.iter().cloned()).collect()
}

fn side_code(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Both => "both",
        Side::Midline => "midline",
    }
}
