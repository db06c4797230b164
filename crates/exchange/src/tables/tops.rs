//! The tables that begin with a thing of the record, and what stands in each before the fields of its shape.

use super::columns::Holds;

/// A table that begins with a thing of the record: its name, what a row is, its shape, and what stands before
/// the columns of the shape.
pub(super) struct Top {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) shape: Option<&'static str>,
    pub(super) thing: Option<&'static str>,
    pub(super) lead: &'static [(&'static str, Lead, &'static str)],
}

#[derive(Clone, Copy)]
pub(super) enum Lead {
    Signer,
    Moment,
    Count,
    Words,
    YesNo,
    Day,
    Thing(&'static str),
    Choice(&'static [&'static str]),
}

const SIGNED: [(&str, Lead, &str); 2] = [
    ("signed_at", Lead::Moment, "When it was signed."),
    (
        "signed_by",
        Lead::Signer,
        "Who signed it: an id of the table `signers`.",
    ),
];

/// Every such table, in the order of the files and sheets.
pub(super) const TOPS: [Top; 16] = [
    Top {
        name: "patients",
        about: "A patient as registered, with every change applied.",
        shape: Some("PatientDraft"),
        thing: None,
        lead: &[
            (
                "registered_at",
                Lead::Moment,
                "When the patient was registered.",
            ),
            ("registered_by", Lead::Signer, "Who registered them."),
            (
                "changed_at",
                Lead::Moment,
                "When the details were last changed.",
            ),
        ],
    },
    Top {
        name: "episodes",
        about: "An episode of care as it stands.",
        shape: Some("EpisodeDraft"),
        thing: Some("episode"),
        lead: &SIGNED,
    },
    Top {
        name: "sessions",
        about: "A signed session as it stands, with every correction applied.",
        shape: Some("SessionDraft"),
        thing: Some("session"),
        lead: &[
            ("started", Lead::Moment, "When the visit began."),
            ("therapist", Lead::Signer, "Who treated."),
            SIGNED[0],
            SIGNED[1],
            (
                "amendments",
                Lead::Count,
                "How many corrections and addenda were made.",
            ),
            (
                "void",
                Lead::Choice(&["entered-in-error", "wrong-patient", "other"]),
                "Why the note does not hold, when it was voided.",
            ),
            (
                "withheld",
                Lead::YesNo,
                "Whether the text is withheld, because the note was voided as another patient's.",
            ),
        ],
    },
    Top {
        name: "amendments",
        about: "What was added to a signed session: a correction, an addendum, or that it does not hold.",
        shape: None,
        thing: Some("session"),
        lead: &[
            ("n", Lead::Count, "Which addition, counted from 1."),
            SIGNED[0],
            SIGNED[1],
            (
                "what",
                Lead::Choice(&["correction", "addendum", "void"]),
                "What was added.",
            ),
            ("why", Lead::Words, "Why, in the signer's words."),
            (
                "words",
                Lead::Words,
                "The addendum. What a correction changed stands field by field in `entries`.",
            ),
        ],
    },
    Top {
        name: "screenings",
        about: "A patient's screening, each time it was gone through.",
        shape: Some("ScreeningDraft"),
        thing: Some("screening"),
        lead: &SIGNED,
    },
    Top {
        name: "consents",
        about: "A consent that was given.",
        shape: Some("ConsentDraft"),
        thing: Some("consent"),
        lead: &SIGNED,
    },
    Top {
        name: "withdrawals",
        about: "A withdrawal of consent.",
        shape: None,
        thing: Some("withdrawal"),
        lead: &[
            SIGNED[0],
            SIGNED[1],
            (
                "at",
                Lead::Moment,
                "From when on nothing that was consented to holds.",
            ),
            ("said", Lead::Words, "What was said."),
        ],
    },
    Top {
        name: "contacts",
        about: "A contact between two visits.",
        shape: Some("ContactDraft"),
        thing: Some("contact"),
        lead: &SIGNED,
    },
    Top {
        name: "later_events",
        about: "An adverse event that was heard of after the visit. Those of the visit itself are in `events`.",
        shape: Some("ReportedEventDraft"),
        thing: Some("later_event"),
        lead: &SIGNED,
    },
    Top {
        name: "documents",
        about: "A document of this patient's record that left the practice.",
        shape: None,
        thing: Some("document"),
        lead: &[
            SIGNED[0],
            SIGNED[1],
            ("sort", Lead::Words, "What it was."),
            ("recipient", Lead::Words, "Who it was for."),
            ("purpose", Lead::Words, "What it was given out for."),
            ("authority", Lead::Words, "What allowed it."),
            ("from", Lead::Day, "The first day it speaks of."),
            ("to", Lead::Day, "The last day it speaks of."),
            ("pages", Lead::Count, "Its pages; 0 where it has none."),
            ("sha256", Lead::Words, "SHA-256 of its exact bytes."),
            (
                "addressee",
                Lead::Words,
                "Of a letter: name and address in it.",
            ),
            ("first_line", Lead::Words, "Of a letter: its first line."),
            ("opinion", Lead::Words, "Of a letter: the opinion in it."),
            ("plan", Lead::Words, "Of a letter: the plan in it."),
            (
                "own_words",
                Lead::Words,
                "Of a letter: its writer's own words.",
            ),
            ("left_out", Lead::Words, "Of a letter: the parts left out."),
        ],
    },
    Top {
        name: "holds",
        about: "A legal hold that was laid on the record, or lifted.",
        shape: None,
        thing: Some("hold"),
        lead: &[
            SIGNED[0],
            SIGNED[1],
            ("what", Lead::Choice(&["set", "lifted"]), "What was done."),
            ("reason", Lead::Words, "Why."),
        ],
    },
    Top {
        name: "entries",
        about: "Every entry of the record as it was signed, a row for each field that was filled: nothing of the record is outside of this table.",
        shape: None,
        thing: None,
        lead: &[
            (
                "number",
                Lead::Count,
                "Which entry of this patient's record, counted from 1.",
            ),
            ("entry", Lead::Thing("entry"), "The entry's id."),
            ("kind", Lead::Words, "What sort of entry it is."),
            SIGNED[0],
            SIGNED[1],
            (
                "hash",
                Lead::Words,
                "The entry's hash, which its author signed.",
            ),
            ("field", Lead::Words, "Where in the entry."),
            (
                "part",
                Lead::Count,
                "Which part of a value that is too long for one cell, counted from 1.",
            ),
            ("value", Lead::Words, "What was written there."),
        ],
    },
    Top {
        name: "withheld",
        about: "An entry whose text is withheld, because the note was voided as another patient's.",
        shape: None,
        thing: Some("session"),
        lead: &[
            ("entry", Lead::Thing("entry"), "The entry's id."),
            ("kind", Lead::Words, "What sort of entry it is."),
            SIGNED[0],
            SIGNED[1],
        ],
    },
    Top {
        name: "signers",
        about: "Somebody who signed in this record.",
        shape: None,
        thing: None,
        lead: &[
            ("id", Lead::Signer, "Their id."),
            ("name", Lead::Words, "Their name."),
            ("credentials", Lead::Words, "Letters after the name."),
            ("npi", Lead::Words, "The National Provider Identifier."),
            (
                "public_key",
                Lead::Words,
                "The Ed25519 key that checks their signatures.",
            ),
        ],
    },
    Top {
        name: "visits_not_held",
        about: "A visit that was called off or missed and has no note: each time that was recorded or taken back.",
        shape: None,
        thing: Some("visit_not_held"),
        lead: &[
            SIGNED[0],
            SIGNED[1],
            (
                "what",
                Lead::Choice(&["recorded", "taken-back"]),
                "Whether it was recorded, or taken back as recorded by mistake.",
            ),
            ("at", Lead::Moment, "When the visit would have begun."),
            (
                "how",
                Lead::Choice(&["cancelled", "missed"]),
                "How it came not to be held.",
            ),
            (
                "by",
                Lead::Choice(&["patient", "family", "practice", "other"]),
                "Who called it off.",
            ),
            ("name", Lead::Words, "The name of somebody else who did."),
        ],
    },
    Top {
        name: "attachments",
        about: "A file that was attached: each time one was attached or withdrawn. One that tells of another patient is in `withheld`.",
        shape: None,
        thing: Some("attachment"),
        lead: &[
            SIGNED[0],
            SIGNED[1],
            (
                "what",
                Lead::Choice(&["attached", "withdrawn"]),
                "Whether it was attached, or withdrawn as attached by mistake.",
            ),
            (
                "kind",
                Lead::Choice(&[
                    "referral-letter",
                    "imaging-report",
                    "consent-form",
                    "photo",
                    "other",
                ]),
                "What it is.",
            ),
            ("title", Lead::Words, "What it is called in the record."),
            ("date", Lead::Day, "The day on the paper."),
            ("session", Lead::Words, "The signed session it belongs to."),
            (
                "format",
                Lead::Choice(&["pdf", "png", "jpeg"]),
                "What the file is, by its content.",
            ),
            ("bytes", Lead::Count, "How many bytes it has."),
            ("sha256", Lead::Words, "SHA-256 of its exact bytes."),
            (
                "reason",
                Lead::Choice(&["entered-in-error", "wrong-patient", "other"]),
                "Why it was withdrawn.",
            ),
            ("words", Lead::Words, "What belongs to the reason."),
        ],
    },
];

impl Lead {
    pub(super) fn holds(self) -> Holds {
        match self {
            Self::Signer => Holds::Signer,
            Self::Moment => Holds::Moment,
            Self::Count => Holds::Count,
            Self::Words => Holds::Words,
            Self::YesNo => Holds::YesNo,
            Self::Day => Holds::Day,
            Self::Thing(thing) => Holds::Thing(thing),
            Self::Choice(words) => {
                Holds::Choice(words.iter().map(|word| (*word).to_owned()).collect())
            }
        }
    }
}
