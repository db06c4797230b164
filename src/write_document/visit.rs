//! What speaks of one visit: the procedure note, the superbill, the aftercare slip and the urgent message.

use filiform_domain::amendment::VoidReason;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::SiteDraft;
use filiform_report::{Block, Document, Row};
use filiform_store::SignedSession;

use super::signs::{Sign, Urgency, signs_for};
use crate::practice::known::{Known, lines, list, rows, section, text};
use crate::wording;

/// Said where there is no visit to speak of.
pub(super) const NO_VISIT: &str = "No signed visit is on record.";
/// The flag of a target that lies over the lung.
const LUNG: &str = "pleura";
/// The flag of a target beside the spinal canal.
const SPINE: &str = "spinal_canal";

/// The note of one session, complete by itself.
pub(super) fn procedure_note(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Procedure note");
    let Some(signed) = known.visit() else {
        sheet.blocks.push(text(NO_VISIT));
        return sheet;
    };
    visit_facts(known, signed, &mut sheet);
    let blocks = &mut sheet.blocks;
    if let Some(voided) = &signed.voided {
        blocks.push(Block::Lead {
            said: format!("This note was voided: {}.", voided.voiding.reason.words()),
        });
    }
    if signed.void_reason() == Some(VoidReason::WrongPatient) {
        blocks.push(text("Its text is withheld: it tells of another patient."));
        return sheet;
    }
    let note = &signed.session.note;
    section(blocks, "Diagnosis");
    blocks.push(list(known.diagnoses()));
    section(blocks, "The visit");
    let episode = signed.session.episode().and_then(|id| {
        let kept = known.episodes.iter().find(|kept| kept.id == id)?;
        Some(wording::episodes::in_short(known.catalogue, &kept.episode))
    });
    let paragraphs = wording::note::full_text(known.catalogue, note, &episode.unwrap_or_default());
    blocks.push(Block::Rows {
        rows: rows(paragraphs),
    });
    let needled: Vec<&SiteDraft> = note.needled().collect();
    let charts = wording::figures::body_charts(known.catalogue, &needled, &note.pain_areas);
    if !charts.is_empty() {
        section(blocks, "Body chart");
        blocks.extend(charts.into_iter().map(Block::Drawing));
    }
    additions(known, signed, blocks);
    known.own_words(blocks);
    blocks.push(known.signed_by_therapist(signed));
    sheet
}

/// When the visit was, and who needled.
fn visit_facts(known: &Known<'_>, signed: &SignedSession, sheet: &mut Document) {
    let session = &signed.session;
    let ended = &session.note.ended;
    let time = if ended.is_empty() {
        session.started.clock()
    } else {
        format!("{} to {ended}", session.started.clock())
    };
    sheet.facts.extend(rows([
        (
            "Visit",
            format!("{}, {time}", session.started.date().words()),
        ),
        ("Therapist", known.signer(session.therapist)),
        ("Signed", wording::between::moment(signed.recorded_at)),
        ("Visit of the record", nth(known, signed)),
    ]));
}

/// "4 of 9": which of the held visits it is.
fn nth(known: &Known<'_>, signed: &SignedSession) -> String {
    let held = known.held();
    let place = held.iter().position(|held| held.id == signed.session.id);
    place.map_or_else(String::new, |place| {
        format!("{} of {}", place + 1, held.len())
    })
}

/// Late signing and every amendment with what it changed.
fn additions(known: &Known<'_>, signed: &SignedSession, blocks: &mut Vec<Block>) {
    let late = signed.session.days_late(signed.recorded_at);
    let signer = |kept: &filiform_store::KeptAmendment| known.signer(kept.author);
    let amended = wording::amendments::amendments(known.catalogue, signed, signer);
    if late.is_none() && amended.is_empty() {
        return;
    }
    section(blocks, "Late signing and amendments");
    if let Some(days) = late {
        blocks.push(text(format!("{}.", wording::amendments::late(days))));
    }
    for words in amended {
        let nothing = || "nothing".to_owned();
        let changes = words.changes.into_iter().map(|change| {
            let before = change.before.unwrap_or_else(nothing);
            let after = change.after.unwrap_or_else(nothing);
            (change.field, format!("was: {before}\nis: {after}"))
        });
        let why = std::iter::once(("Why".to_owned(), words.why));
        let added = ("Added".to_owned(), words.addendum.unwrap_or_default());
        blocks.push(Block::Entry {
            title: format!("Amended {}", words.at),
            by: format!("{} · fingerprint {}", words.by, words.fingerprint),
            struck: false,
            rows: rows(why.chain(changes).chain([added])),
        });
    }
}

/// The therapist's own codes of one visit, with the fees as they are typed.
pub(super) fn superbill(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Superbill");
    "Codes are the therapist's own, by number; their descriptions belong to their publisher. Fees are printed as they \
     were typed; nothing is added up."
        .clone_into(&mut sheet.about);
    let Some(signed) = known.visit().filter(|signed| signed.voided.is_none()) else {
        sheet.blocks.push(text(NO_VISIT));
        return sheet;
    };
    visit_facts(known, signed, &mut sheet);
    let note = &signed.session.note;
    let blocks = &mut sheet.blocks;
    section(blocks, "Diagnosis");
    blocks.push(list(known.diagnoses()));
    section(blocks, "Services");
    if note.codes.is_empty() {
        blocks.push(text("No billing code stands in this visit's note."));
    }
    let day = signed.session.started.date().words();
    let fee = |code: &str| {
        let fees = known.form.fees.iter();
        let mut fees = fees.filter(|fee| fee.code == code);
        fees.next().map(|fee| fee.amount.trim().to_owned())
    };
    let cells = note.codes.iter().map(|row| {
        vec![
            day.clone(),
            row.code.clone(),
            row.units.unwrap_or(1).to_string(),
            fee(&row.code).unwrap_or_default(),
        ]
    });
    blocks.push(Block::Table {
        heads: ["Date of service", "Code", "Units", "Fee"]
            .map(str::to_owned)
            .to_vec(),
        widths: vec![3, 2, 1, 2],
        cells: cells.collect(),
    });
    let minutes = |minutes: Option<i64>| minutes.map(|n| format!("{n} minutes"));
    blocks.push(Block::Rows {
        rows: rows([
            (
                "Timed care",
                minutes(note.timed_minutes).unwrap_or_default(),
            ),
            (
                "Whole visit",
                minutes(note.total_minutes).unwrap_or_default(),
            ),
        ]),
    });
    known.own_words(blocks);
    blocks.push(known.signed_by_therapist(signed));
    sheet
}

/// Signs to look out for after a visit, what to do, and whom to call.
pub(super) fn aftercare(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("After dry needling");
    let visit = known.visit().filter(|signed| signed.voided.is_none());
    let flags = visit.and_then(|signed| flags(known, &signed.session.note));
    let blocks = &mut sheet.blocks;
    if let Some(signed) = visit {
        let day = signed.session.started.date().words();
        let needled = needled_words(known, &signed.session.note);
        let what = if needled.is_empty() {
            "No needling is on record for this visit.".to_owned()
        } else {
            format!("Needled: {}.", needled.join("; "))
        };
        blocks.push(text(format!("Your visit of {day}. {what}")));
        if !signed.session.note.advice.is_empty() {
            blocks.push(text(&signed.session.note.advice));
        }
    }
    for (urgency, title) in [
        (Urgency::Emergency, "Call the emergency number at once"),
        (Urgency::SameDay, "See a physician the same day"),
        (Urgency::CallUs, "Call us"),
        (Urgency::Usual, "What often happens and settles by itself"),
    ] {
        let of_it: Vec<&Sign> = signs_for(flags.as_deref())
            .filter(|sign| sign.urgency == urgency)
            .collect();
        if of_it.is_empty() {
            continue;
        }
        section(blocks, title);
        blocks.push(list(of_it.iter().map(|sign| sign.words)));
    }
    section(blocks, "Whom to call");
    blocks.push(Block::Rows {
        rows: whom_to_call(known),
    });
    known.own_words(blocks);
    sheet
}

fn whom_to_call(known: &Known<'_>) -> Vec<Row> {
    let mine = &known.me;
    let ours = rows([
        (mine.name.clone(), mine.phone.clone()),
        (known.practice.name.clone(), known.practice.phone.clone()),
    ]);
    if ours.is_empty() {
        let who = if mine.name.is_empty() {
            "Your therapist".to_owned()
        } else {
            mine.name.clone()
        };
        return vec![Row::new(who, "Phone: ______________________")];
    }
    ours
}

/// What lies beside the needled targets; none when a target in own words leaves it open.
fn flags(known: &Known<'_>, note: &SessionDraft) -> Option<Vec<String>> {
    let mut flags = Vec::new();
    for row in note.needled() {
        let target = known.catalogue.targets().get(&row.target)?;
        flags.extend(target.risk_flags.iter().map(ToString::to_string));
    }
    Some(flags)
}

fn needled_words(known: &Known<'_>, note: &SessionDraft) -> Vec<String> {
    let mut words: Vec<String> = note
        .needled()
        .map(|row| wording::note::target_words(known.catalogue, row))
        .collect();
    words.dedup();
    words
}

/// An urgent message in four parts: what is happening, the background, what it may be, what is asked.
pub(super) fn urgent(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Urgent message");
    let typed = &known.form.urgent;
    let visit = known.visit().filter(|signed| signed.voided.is_none());
    let flags = visit.and_then(|signed| flags(known, &signed.session.note));
    let near = |flag: &str| {
        flags
            .as_ref()
            .is_some_and(|flags| flags.iter().any(|f| f == flag))
    };
    let blocks = &mut sheet.blocks;
    // Who sends it stands first, and nobody waits for a signature: it is one page.
    section(blocks, "Situation");
    blocks.push(Block::Rows {
        rows: rows([
            (
                "From",
                wording::sessions::signer(&known.me.name, &known.me.credentials),
            ),
            ("Phone", phone(known)),
            ("Happening now", typed.situation.clone()),
        ]),
    });
    to_fill(blocks, &typed.situation, "What is happening now");
    section(blocks, "Background");
    blocks.push(Block::Rows {
        rows: background(known, visit, near(LUNG), near(SPINE)),
    });
    section(blocks, "Assessment");
    if !typed.assessment.trim().is_empty() {
        blocks.push(text(&typed.assessment));
    }
    to_fill(
        blocks,
        &typed.assessment,
        "What I think it is, and what was found",
    );
    blocks.push(Block::Lines {
        label: "Breathing, pulse, oxygen level, strength and feeling, with the time of each"
            .to_owned(),
        count: 1,
    });
    section(blocks, "Request");
    if !typed.request.trim().is_empty() {
        blocks.push(text(&typed.request));
    }
    if near(LUNG) {
        blocks.push(text(
            "If a collapsed lung is suspected: a chest X-ray is asked for today.",
        ));
    }
    to_fill(blocks, &typed.request, "What I am asking for, and by when");
    section(blocks, "Called");
    blocks.push(Block::Lines {
        label: "Who was called, when, and what was agreed".to_owned(),
        count: 1,
    });
    known.own_words(blocks);
    sheet
}

fn to_fill(blocks: &mut Vec<Block>, typed: &str, label: &str) {
    if typed.trim().is_empty() {
        blocks.push(Block::Lines {
            label: label.to_owned(),
            count: 2,
        });
    }
}

fn phone(known: &Known<'_>) -> String {
    if known.me.phone.is_empty() {
        known.practice.phone.clone()
    } else {
        known.me.phone.clone()
    }
}

fn background(
    known: &Known<'_>,
    visit: Option<&SignedSession>,
    lung: bool,
    spine: bool,
) -> Vec<Row> {
    let flags = known.safety.flags.iter().map(|flag| {
        let note = if flag.note.is_empty() {
            String::new()
        } else {
            format!(": {}", flag.note)
        };
        format!("{}{note}", flag.words)
    });
    let mut said = vec![
        ("Diagnosis", known.diagnoses().join("\n")),
        ("Known of the patient", flags.collect::<Vec<_>>().join("\n")),
        ("Besides", lines(&known.form.urgent.background).join("\n")),
    ];
    match visit {
        None => said.push(("Treatment", NO_VISIT.to_owned())),
        Some(signed) => {
            let note = &signed.session.note;
            // The full rows stand in the procedure note: here counts where the needles were, and how deep.
            let sites = note
                .needled()
                .map(|row| wording::note::place_and_depth(known.catalogue, row));
            let when = format!(
                "{}, begun {}",
                signed.session.started.date().words(),
                signed.session.started.clock()
            );
            said.push(("Last treatment", when));
            said.push(("Needled", sites.collect::<Vec<_>>().join("; ")));
        }
    }
    if lung {
        said.push((
            "Over the lung",
            "Needles were placed at targets that lie over the lung.".to_owned(),
        ));
    }
    if spine {
        let said_of_spine = "Needles were placed near the spine; the levels stand above. It can look like a stroke.";
        said.push(("Near the spine", said_of_spine.to_owned()));
    }
    rows(said)
}
