//! Screening and consent in words: the lines of the patient's page, and a consent in full.

use filiform_catalogue::Catalogue;
use filiform_domain::consent::{
    Assent, ConsentDraft, ConsentKind, Relation, SignedHow, Topic, Withdrawal, WithdrawalDraft,
};
use filiform_domain::screening::{BOTH_LUNGS, Screening};
use filiform_domain::session::Session;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_store::{ConsentEntry, ConsentLine, ConsentStep, GivenLine, Recorded};

use super as wording;
use super::prompts::{self, Known, Needled};
use crate::contract::{ConsentWords, FlagLine, Prompt, SafetyLines};

/// Yes-answers that speak for consent in writing again when they are newer than it: pregnancy, a new
/// anticoagulant, a new implant (`needling_fields.md`, section 3; a proposal without a source).
const RENEWING: [&str; 6] = [
    "pregnancy-t1",
    "pregnancy-later",
    "anticoagulant",
    "implant-chest",
    "prosthesis-joint",
    "stimulator-electrical",
];
/// Months after which consent in writing again is proposed (the same proposal).
const RENEW_AFTER_MONTHS: u32 = 12;

/// What the lines rest on.
pub(crate) struct Standing<'a> {
    /// The content, the screening and the policy.
    pub(crate) known: Known<'a>,
    /// Consents and withdrawals in the order they were recorded.
    pub(crate) consents: &'a [ConsentLine],
    /// The last signed session.
    pub(crate) last: Option<&'a Session>,
    /// The newest session at which the checks of every visit were asked.
    pub(crate) asked: Option<Instant>,
    /// Today on the wall.
    pub(crate) today: CalendarDate,
}

/// Where a patient's consent stands.
enum State<'a> {
    /// Nothing was ever given.
    None,
    /// It was withdrawn, and nothing was given since.
    Withdrawn(Instant),
    /// It was given by word of mouth alone.
    Verbal(Instant),
    /// It was given in writing.
    Written(Instant, &'a GivenLine),
}

/// The lines of the patient's page.
pub(crate) fn lines(standing: &Standing<'_>) -> SafetyLines {
    let catalogue = standing.known.catalogue;
    let rows = standing
        .last
        .map(|last| Needled::rows(catalogue, &last.note))
        .unwrap_or_default();
    let state = state(standing);
    let screened = standing.known.screening.map_or_else(
        || "Screening not gone through yet".to_owned(),
        |screening| format!("Screening gone through {}", screening.reviewed.words()),
    );
    let asked = standing.asked.map_or_else(
        || "Asked at each visit: not yet".to_owned(),
        |at| format!("Asked at each visit: last {}", at.date().words()),
    );
    SafetyLines {
        flags: flags(standing, &rows),
        consent: state_words(&state),
        consent_holds: matches!(state, State::Verbal(_) | State::Written(..)),
        renew: renew(standing, &state, &rows),
        asked,
        screened,
    }
}

/// The line of a check: its wording in the content.
pub(crate) fn check(catalogue: &Catalogue, id: &str) -> String {
    if id == BOTH_LUNGS {
        return "Needles over the left and the right lung in one session".to_owned();
    }
    let row = catalogue.checks().get(id);
    row.map_or_else(|| id.replace('-', " "), |check| check.wording.clone())
}

/// A consent or its withdrawal in full. `author` is who recorded it.
pub(crate) fn consent(
    catalogue: &Catalogue,
    entry: Recorded<ConsentEntry>,
    author: String,
) -> ConsentWords {
    let recorded_at = moment(entry.recorded_at);
    match entry.content {
        ConsentEntry::Given(consent) => {
            let kind = match consent.kind {
                ConsentKind::Written => "Written",
                ConsentKind::Verbal => "By word of mouth",
            };
            ConsentWords {
                id: Some(consent.id),
                title: format!("{kind}, {}", moment(consent.given)),
                text: consent_text(catalogue, &consent.form),
                author,
                recorded_at,
                form: Some(consent.form),
                withdrawal: None,
            }
        }
        ConsentEntry::Withdrawn(Withdrawal { at, said, .. }) => ConsentWords {
            id: None,
            withdrawal: Some(WithdrawalDraft {
                date: at.date().to_string(),
                time: at.clock(),
                said: said.clone().unwrap_or_default(),
            }),
            title: format!("Withdrawn, {}", moment(at)),
            text: said
                .map(|said| ("Said".to_owned(), said))
                .into_iter()
                .collect(),
            author,
            recorded_at,
            form: None,
        },
    }
}

pub(crate) fn moment(at: Instant) -> String {
    format!("{} {}", at.date().words(), at.clock())
}

fn flags(standing: &Standing<'_>, rows: &[Needled<'_>]) -> Vec<FlagLine> {
    let known = &standing.known;
    let met = prompts::prompts(known, rows).prompts;
    let yes = known.screening.into_iter().flat_map(Screening::yes);
    let line = |answer: &filiform_domain::screening::ScreeningAnswer| {
        let wording = check(known.catalogue, &answer.check);
        let here = |prompt: &&Prompt| {
            prompt.check == answer.check && prompt.because != prompts::EVERYWHERE
        };
        let prompt = met.iter().find(here);
        let level = prompts::held_by_id(known, &answer.check)?;
        Some(FlagLine {
            check: answer.check.clone(),
            level,
            words: wording.split(" (").next().unwrap_or_default().to_owned(),
            note: answer.note.clone(),
            with_last: prompt.map(|prompt| prompt.because.clone()),
        })
    };
    let mut flags: Vec<FlagLine> = yes.filter_map(line).collect();
    flags.sort_by_key(|flag| (flag.with_last.is_none(), prompts::weight(flag.level)));
    flags
}

/// The newest withdrawal ends everything before it, also one in the last session.
fn state<'a>(standing: &Standing<'a>) -> State<'a> {
    let in_session = standing.last.and_then(withdrawn_in);
    let entries = standing
        .consents
        .iter()
        .filter(|line| line.step == ConsentStep::Withdrawn);
    let withdrawn = entries
        .map(|line| line.at)
        .chain(in_session)
        .max_by_key(|at| at.utc_ms);
    let holds = |at: Instant| withdrawn.is_none_or(|end| at.utc_ms > end.utc_ms);
    let given = || {
        standing
            .consents
            .iter()
            .filter_map(|line| match &line.step {
                ConsentStep::Given(given) if holds(line.at) => Some((line.at, given)),
                _ => None,
            })
    };
    let newest = given()
        .filter(|(_, given)| given.written)
        .max_by_key(|(at, _)| at.utc_ms);
    if let Some((at, given)) = newest {
        return State::Written(at, given);
    }
    match (given().max_by_key(|(at, _)| at.utc_ms), withdrawn) {
        (Some((at, _)), _) => State::Verbal(at),
        (None, Some(at)) => State::Withdrawn(at),
        (None, None) => State::None,
    }
}

/// When consent was withdrawn during a session.
fn withdrawn_in(session: &Session) -> Option<Instant> {
    let clock = filiform_domain::time::parse_clock(&session.note.consent_withdrawn_at).ok()?;
    let local = session.started.date().0.and_time(clock);
    Some(Instant::of_local(local, session.started.offset_minutes))
}

fn state_words(state: &State<'_>) -> String {
    match state {
        State::None => "No written consent yet".to_owned(),
        State::Withdrawn(at) => format!("Consent withdrawn {}", moment(*at)),
        State::Verbal(at) => format!(
            "Consent by word of mouth {}, none in writing",
            at.date().words()
        ),
        State::Written(at, _) => format!("Consent written {}", at.date().words()),
    }
}

/// Why consent may be asked for in writing again. A proposal: no source was seen for it, and it says so.
fn renew(standing: &Standing<'_>, state: &State<'_>, rows: &[Needled<'_>]) -> Option<String> {
    let State::Written(at, given) = state else {
        return None;
    };
    let catalogue = standing.known.catalogue;
    let mut reasons = new_places(catalogue, given, rows);
    if rows.iter().any(Needled::is_electrical)
        && !given.techniques.iter().any(|id| id == "electrical")
    {
        reasons.push("it does not name electrical stimulation".to_owned());
    }
    let newer = standing
        .known
        .screening
        .into_iter()
        .flat_map(Screening::yes)
        .filter(|answer| {
            let since = answer.date.parse::<CalendarDate>();
            RENEWING.contains(&answer.check.as_str()) && since.is_ok_and(|since| since > at.date())
        });
    reasons.extend(newer.map(|answer| {
        let wording = check(catalogue, &answer.check);
        format!(
            "new since then: {}",
            wording.split(" (").next().unwrap_or_default()
        )
    }));
    let months = chrono::Months::new(RENEW_AFTER_MONTHS);
    if at
        .date()
        .0
        .checked_add_months(months)
        .is_some_and(|end| end <= standing.today.0)
    {
        reasons.push("it was given 12 months ago or more".to_owned());
    }
    (!reasons.is_empty()).then(|| {
        let reasons = reasons.join("; ");
        format!("Consent in writing again? {reasons}. A proposal, no source was seen for it.")
    })
}

/// Regions of the rows which the consent does not name, where it names any.
fn new_places(catalogue: &Catalogue, given: &GivenLine, rows: &[Needled<'_>]) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    let unnamed = rows.iter().filter(|row| {
        !given.regions.is_empty() && !given.regions.iter().any(|id| id == row.region())
    });
    for row in unnamed {
        let region = wording::region(catalogue, row.region()).to_lowercase();
        let risky = rows
            .iter()
            .any(|other| other.region() == row.region() && other.is_high_risk());
        let high = if risky {
            ", with a target of high risk"
        } else {
            ""
        };
        let reason = format!("it does not name the region {region}{high}");
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

fn consent_text(catalogue: &Catalogue, form: &ConsentDraft) -> Vec<(String, String)> {
    let list = |ids: &[String], name: &dyn Fn(&str) -> String| {
        let names: Vec<String> = ids.iter().map(|id| name(id)).collect();
        names.join("; ")
    };
    let told: Vec<&str> = form.told.iter().map(|topic| topic_words(*topic)).collect();
    let missing = Topic::ALL.iter().filter(|topic| !form.told.contains(topic));
    let missing: Vec<&str> = missing.map(|topic| topic_words(*topic)).collect();
    let rows = [
        ("Procedure", form.procedure.clone()),
        (
            "Regions",
            list(&form.regions, &|id| wording::region(catalogue, id)),
        ),
        (
            "Techniques",
            list(&form.techniques, &|id| wording::technique(catalogue, id)),
        ),
        ("Covers", form.covers.clone()),
        ("Explained", told.join("; ")),
        ("Not recorded as explained", missing.join("; ")),
        ("Form", form.form_version.clone()),
        ("Signed by", form.signer.clone()),
        (
            "Consented",
            form.relation
                .map(relation_words)
                .unwrap_or_default()
                .to_owned(),
        ),
        ("Authority", form.authority.clone()),
        (
            "The patient's assent",
            form.assent.map(assent_words).unwrap_or_default().to_owned(),
        ),
        ("Interpreter", form.interpreter.clone()),
        (
            "Copy",
            form.copy_given
                .map(copy_words)
                .unwrap_or_default()
                .to_owned(),
        ),
        (
            "Signature",
            form.signed.map(signed_words).unwrap_or_default().to_owned(),
        ),
        ("Note", form.note.clone()),
    ];
    let filled = rows.into_iter().filter(|(_, words)| !words.is_empty());
    filled
        .map(|(heading, words)| (heading.to_owned(), words))
        .collect()
}

fn topic_words(topic: Topic) -> &'static str {
    match topic {
        Topic::Procedure => "the procedure, and that it is not acupuncture",
        Topic::Reason => "why it is proposed",
        Topic::Sensation => "what will be felt",
        Topic::Benefit => "expected benefit",
        Topic::Risks => "material risks",
        Topic::Alternatives => "alternatives, no needling among them",
        Topic::Training => "the therapist's training",
        Topic::RightToStop => "the right to stop",
        Topic::PregnancyAndImplants => "pregnancy and implants asked about",
    }
}

fn relation_words(relation: Relation) -> &'static str {
    match relation {
        Relation::Patient => "the patient",
        Relation::Parent => "a parent",
        Relation::Guardian => "a guardian",
        Relation::Other => "another representative",
    }
}

fn assent_words(assent: Assent) -> &'static str {
    match assent {
        Assent::Given => "agrees",
        Assent::Refused => "does not agree",
        Assent::NotAble => "could not be asked",
    }
}

fn signed_words(signed: SignedHow) -> &'static str {
    match signed {
        SignedHow::Drawn => "drawn on the screen",
        SignedHow::Scan => "on paper, scan attached",
        SignedHow::Paper => "on paper, kept in the practice's file",
    }
}

fn copy_words(given: bool) -> &'static str {
    if given { "given" } else { "not given" }
}
