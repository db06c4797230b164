//! What a therapist writes again and again: phrases that a short key brings, and a template for a condition.
//!
//! They hold the therapist's own words alone. A template fills texts that are empty, and none of them is
//! answered by the patient or measured: no pain, response, event, needle, depth, technique or dose.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

use crate::problem::{Check, tidy};
use crate::session::SessionDraft;
use crate::vocabulary::Vocabulary;

/// The most phrases of one therapist.
pub const MOST_PHRASES: usize = 500;
/// The longest key of a phrase, in characters.
const LONGEST_PREFIX: usize = 16;
/// The longest text, in characters: what a field of the note takes.
const LONGEST_TEXT: usize = 4000;

/// A text that is written out when its key is typed after a semicolon: `;np`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Phrase {
    /// The key: 1 to 16 letters and digits in any case. No two phrases share one. Required.
    pub prefix: String,
    /// The text that is written, at most 4000 characters. Required.
    pub text: String,
}

/// The texts that a session about one condition usually begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Template {
    /// The condition, by id. No two templates share one. Required.
    pub condition: String,
    /// The texts, at least one of them. Required.
    pub texts: TemplateTexts,
}

/// Texts by the field of the note that they fill. Each has at most 4000 characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TemplateTexts {
    /// Why needling was chosen.
    pub indication: String,
    /// What the therapist makes of it.
    pub assessment: String,
    /// How the patient lay or sat.
    pub position: String,
    /// Advice and information.
    pub advice: String,
    /// The plan.
    pub plan: String,
}

impl TemplateTexts {
    /// The texts that go into fields of `note` which hold nothing; the others are empty. A visit that was not
    /// held takes none.
    #[must_use]
    pub fn for_empty_fields_of(&self, note: &SessionDraft) -> Self {
        if note.not_held.is_some() {
            return Self::default();
        }
        let fill = |text: &str, typed: &str| {
            if typed.trim().is_empty() {
                text.to_owned()
            } else {
                String::new()
            }
        };
        Self {
            indication: fill(&self.indication, &note.indication),
            assessment: fill(&self.assessment, &note.assessment),
            position: fill(&self.position, &note.position),
            advice: fill(&self.advice, &note.advice),
            plan: fill(&self.plan, &note.plan),
        }
    }

    fn checked(&self, check: &mut Check) -> Self {
        let mut text = |field: &str, what: &str, typed: &str| {
            let kept = check.optional(field, what, typed, LONGEST_TEXT);
            kept.unwrap_or_default()
        };
        Self {
            indication: text("indication", "The indication", &self.indication),
            assessment: text("assessment", "The assessment", &self.assessment),
            position: text("position", "The position", &self.position),
            advice: text("advice", "The advice", &self.advice),
            plan: text("plan", "The plan", &self.plan),
        }
    }

    fn is_blank(&self) -> bool {
        let all = [
            &self.indication,
            &self.assessment,
            &self.position,
            &self.advice,
            &self.plan,
        ];
        all.iter().all(|text| tidy(text).is_empty())
    }
}

/// A key as it is compared and kept: without outer blanks, in small letters, in NFC.
fn folded(prefix: &str) -> String {
    prefix.trim().to_lowercase().nfc().collect()
}

/// The phrases as they may be kept. Every fault is noted below `phrases[n]`.
pub(crate) fn phrases_checked(check: &mut Check, phrases: &[Phrase]) -> Vec<Phrase> {
    if phrases.len() > MOST_PHRASES {
        let message = format!("There is room for {MOST_PHRASES} phrases.");
        check.fault("phrases", "too-many", message);
    }
    let mut seen = HashSet::new();
    let rows = phrases.iter().enumerate();
    rows.map(|(n, phrase)| {
        check.within(&format!("phrases[{n}]"), |check| Phrase {
            prefix: prefix_checked(check, &phrase.prefix, &mut seen),
            text: check.required("text", "The text", &phrase.text, LONGEST_TEXT),
        })
    })
    .collect()
}

fn prefix_checked(check: &mut Check, typed: &str, seen: &mut HashSet<String>) -> String {
    let prefix = folded(typed);
    let length = prefix.chars().count();
    let fault = if length == 0 {
        Some(("missing", "The key is missing.".to_owned()))
    } else if length > LONGEST_PREFIX {
        let message = format!("The key is longer than {LONGEST_PREFIX} characters.");
        Some(("too-long", message))
    } else if !prefix.chars().all(char::is_alphanumeric) {
        let message =
            "A key has letters and digits only, like np2. The semicolon is not part of it.";
        Some(("not-a-key", message.to_owned()))
    } else if !seen.insert(prefix.clone()) {
        let message = "Another phrase has this key. Capital and small letters are the same.";
        Some(("duplicate", message.to_owned()))
    } else {
        None
    };
    if let Some((code, message)) = fault {
        check.fault("prefix", code, message);
    }
    prefix
}

/// The templates as they may be kept. Every fault is noted below `templates[n]`.
pub(crate) fn templates_checked(
    check: &mut Check,
    templates: &[Template],
    words: &dyn Vocabulary,
) -> Vec<Template> {
    let mut seen = HashSet::new();
    let rows = templates.iter().enumerate();
    rows.map(|(n, template)| {
        check.within(&format!("templates[{n}]"), |check| {
            let condition = template.condition.trim();
            if let Some((code, message)) = condition_fault(condition, words, &mut seen) {
                check.fault("condition", code, message);
            }
            if template.texts.is_blank() {
                let message =
                    "A template needs at least one text. Write one, or remove the template.";
                check.fault("texts", "missing", message);
            }
            Template {
                condition: condition.to_owned(),
                texts: check.within("texts", |check| template.texts.checked(check)),
            }
        })
    })
    .collect()
}

fn condition_fault<'a>(
    condition: &'a str,
    words: &dyn Vocabulary,
    seen: &mut HashSet<&'a str>,
) -> Option<(&'static str, &'static str)> {
    if condition.is_empty() {
        return Some(("missing", "The condition is missing."));
    }
    if !words.condition_exists(condition) {
        let message = "No condition has this name. Choose one from the list.";
        return Some(("unknown-condition", message));
    }
    let is_new = seen.insert(condition);
    (!is_new).then_some((
        "duplicate",
        "There is a template for this condition already.",
    ))
}

#[cfg(test)]
mod tests;
