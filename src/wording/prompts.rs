//! Which prompts apply: the patient's flags against the rows of today, or of the last session.
//!
//! A prompt never blocks anything. What it rests on is its `facts`: when they change it is asked again.

use std::fmt::Write as _;

use filiform_catalogue::{Catalogue, CheckLevel, CheckScope, Extent, ScreeningCheck, Target};
use filiform_domain::screening::{Answer, BOTH_LUNGS, PolicyLevel, Screening, ScreeningPolicy};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{Side, SiteDraft};

use crate::contract::{OpenCheck, Prompt, PromptLevel, SessionPrompts};
use crate::wording;

/// How the pack marks that sources disagree.
const CONFLICT: &str = "CONFLICT:";
/// The flag of a target from which a needle can reach the lung.
const LUNG: &str = "pleura";
/// The technique that sends a current.
const ELECTRICAL: &str = "electrical";
/// The source of the warning for both lungs.
const BOTH_LUNGS_SOURCE: &str = "acts_sa";

/// Where a check without a place of its own holds.
pub(crate) const EVERYWHERE: &str = "holds for every target";
/// Where a check of a technique without a place holds.
const THIS_TECHNIQUE: &str = "with this technique";

/// A row of needling, as far as the checks ask about it.
pub(crate) struct Needled<'a> {
    /// The listed target; none for one in own words.
    target: Option<&'a Target>,
    /// The body region.
    region: &'a str,
    /// The patient's side.
    side: Option<Side>,
    /// The techniques, by id; none when not known yet.
    techniques: Vec<&'a str>,
    /// "left upper trapezius".
    words: String,
}

/// What the prompts rest on, all of it passed in.
pub(crate) struct Known<'a> {
    /// The clinical content.
    pub(crate) catalogue: &'a Catalogue,
    /// The patient's screening; none when it was never gone through.
    pub(crate) screening: Option<&'a Screening>,
    /// The practice's policy on disputed checks.
    pub(crate) policy: Option<&'a ScreeningPolicy>,
    /// Checks answered with yes today, by id.
    pub(crate) today: &'a [String],
}

impl<'a> Needled<'a> {
    /// The rows of a note, as far as they say where.
    pub(crate) fn rows(catalogue: &'a Catalogue, session: &'a SessionDraft) -> Vec<Self> {
        let sites = session.sites.iter();
        sites
            .filter_map(|site| Self::of_site(catalogue, site))
            .collect()
    }

    fn of_site(catalogue: &'a Catalogue, site: &'a SiteDraft) -> Option<Self> {
        let mut techniques: Vec<&str> = site.techniques.iter().map(String::as_str).collect();
        if site.current.is_some() && !techniques.contains(&ELECTRICAL) {
            techniques.push(ELECTRICAL);
        }
        let side = site.side;
        if let Some(target) = catalogue.targets().get(&site.target) {
            let words = wording::target(catalogue, &site.target, side.unwrap_or(Side::Midline));
            return Some(Self {
                target: Some(target),
                region: target.region.as_str(),
                side,
                techniques,
                words,
            });
        }
        let own = site
            .own_target
            .as_ref()
            .filter(|own| !own.region.is_empty())?;
        let words = match side {
            None | Some(Side::Midline) => own.name.clone(),
            Some(side) => format!("{} {}", side.words(), own.name),
        };
        Some(Self {
            target: None,
            region: &own.region,
            side,
            techniques,
            words,
        })
    }

    /// The body region, by id.
    pub(crate) fn region(&self) -> &str {
        self.region
    }

    /// Whether current flows through this needle.
    pub(crate) fn is_electrical(&self) -> bool {
        self.techniques.contains(&ELECTRICAL)
    }

    /// Whether the target is of high risk by the content's own rule.
    pub(crate) fn is_high_risk(&self) -> bool {
        self.target
            .is_some_and(|target| target.risk_level == filiform_catalogue::RiskLevel::High)
    }

    /// An own target may lie over the lung wherever a listed one of its region does.
    fn over_lung(&self, catalogue: &Catalogue) -> bool {
        let somewhere = || {
            catalogue
                .regions()
                .get(self.region)
                .is_some_and(|region| region.pneumothorax_warning)
        };
        self.target
            .map_or_else(somewhere, |target| target.has_flag(LUNG))
    }

    /// Techniques narrow; one that is not known yet never hides a check.
    fn fits_technique(&self, check: &ScreeningCheck) -> bool {
        self.techniques.is_empty() || self.techniques.iter().any(|id| check.techniques.covers(id))
    }

    /// The labels of the risk flags that this row and the check share.
    fn shared_flags(&self, catalogue: &Catalogue, check: &ScreeningCheck) -> Vec<String> {
        let flags = self
            .target
            .map(|target| target.risk_flags.as_slice())
            .unwrap_or_default();
        let shared = flags.iter().filter(|flag| check.risk_flags.contains(flag));
        let label = |id: &str| {
            catalogue
                .risk_flags()
                .get(id)
                .map_or_else(|| id.to_owned(), |flag| flag.label.clone())
        };
        shared.map(|flag| label(flag.as_str())).collect()
    }
}

/// The prompts for these rows, absolute ones first, and the checks that matter here and have no answer.
pub(crate) fn prompts(known: &Known<'_>, rows: &[Needled<'_>]) -> SessionPrompts {
    let checks = known.catalogue.checks().iter();
    let mut prompts: Vec<Prompt> = checks
        .filter_map(|check| prompt(known, check, rows))
        .collect();
    prompts.extend(both_lungs(known.catalogue, rows));
    prompts.sort_by_key(|prompt| weight(prompt.level));
    SessionPrompts {
        prompts,
        open: open_checks(known, rows),
        screened: known.screening.is_some(),
    }
}

/// Marks what was acknowledged at this visit, on the same facts and with a reason where one is needed.
pub(crate) fn acknowledge(prompts: &mut SessionPrompts, session: &SessionDraft) {
    for prompt in &mut prompts.prompts {
        prompt.acknowledged = session.acknowledged.iter().any(|row| {
            let reasoned = !prompt.needs_reason || !row.reason.trim().is_empty();
            row.check == prompt.check && row.facts == prompt.facts && reasoned
        });
    }
}

/// What sources disagree about, in the pack's words; none where they agree.
pub(crate) fn conflict(check: &ScreeningCheck) -> Option<&str> {
    let note = check.source_note.as_deref()?;
    note.strip_prefix(CONFLICT).map(str::trim)
}

/// "absolute" or "relative", as the content has it.
pub(crate) fn level_of(check: &ScreeningCheck) -> PromptLevel {
    match check.level {
        CheckLevel::Absolute => PromptLevel::Absolute,
        CheckLevel::Relative => PromptLevel::Relative,
    }
}

/// How the practice holds the check: by its policy where it has one, else as the content has it.
fn held(known: &Known<'_>, check: &ScreeningCheck) -> (PromptLevel, bool) {
    match known
        .policy
        .and_then(|policy| policy.level(check.id.as_str()))
    {
        None => (level_of(check), false),
        Some(PolicyLevel::Absolute) => (PromptLevel::Absolute, true),
        Some(PolicyLevel::Relative) => (PromptLevel::Relative, true),
        Some(PolicyLevel::PerDecision) => (PromptLevel::PerDecision, true),
    }
}

/// How a check is held, by its id; none for an id that no check has.
pub(crate) fn held_by_id(known: &Known<'_>, id: &str) -> Option<PromptLevel> {
    let check = known.catalogue.checks().get(id)?;
    Some(held(known, check).0)
}

/// The order of the levels: what speaks against needling first.
pub(crate) fn weight(level: PromptLevel) -> u8 {
    match level {
        PromptLevel::Absolute => 0,
        PromptLevel::PerDecision => 1,
        PromptLevel::Relative => 2,
    }
}

fn prompt(known: &Known<'_>, check: &ScreeningCheck, rows: &[Needled<'_>]) -> Option<Prompt> {
    let id = check.id.as_str();
    let answer = known
        .screening
        .and_then(|screening| screening.yes().find(|row| row.check == id));
    let today = known.today.iter().any(|yes| yes == id);
    if answer.is_none() && !today {
        return None;
    }
    let met = Met::of(known.catalogue, check, rows)?;
    let (level, by_policy) = held(known, check);
    let date = answer.and_then(|row| row.date.parse::<filiform_domain::time::CalendarDate>().ok());
    let answered = match (today, date) {
        (true, _) => "answered with yes today".to_owned(),
        (false, Some(day)) => format!("answered with yes on {}", day.words()),
        (false, None) => "answered with yes".to_owned(),
    };
    let note = answer.map(|row| row.note.clone()).unwrap_or_default();
    let facts = digest(&[&format!("{id} {level:?}"), &note, &answered, &met.facts]);
    Some(Prompt {
        check: id.to_owned(),
        level,
        by_policy,
        wording: check.wording.clone(),
        note,
        answered,
        because: met.because,
        why: check.why_it_matters.clone(),
        action: check.suggested_action.clone(),
        conflict: conflict(check).map(str::to_owned),
        sources: check.sources.iter().map(ToString::to_string).collect(),
        needs_reason: level != PromptLevel::Relative,
        facts,
        acknowledged: false,
    })
}

/// Where a check meets the rows.
struct Met {
    because: String,
    facts: String,
}

impl Met {
    /// None when no row is met. Rows that share a place with the check are named; a check without a place
    /// of its own holds for every target, and rests on none.
    fn of(catalogue: &Catalogue, check: &ScreeningCheck, rows: &[Needled<'_>]) -> Option<Self> {
        let fitting = || rows.iter().filter(|row| row.fits_technique(check));
        let place = |row: &&Needled<'_>| {
            listed(&check.regions, row.region) || !row.shared_flags(catalogue, check).is_empty()
        };
        let mut named: Vec<(&str, Vec<String>)> = Vec::new();
        for row in fitting().filter(place) {
            if !named.iter().any(|(words, _)| *words == row.words) {
                named.push((&row.words, row.shared_flags(catalogue, check)));
            }
        }
        if named.is_empty() {
            let everywhere = check.regions.covers("") && fitting().next().is_some();
            let of_technique = matches!(check.techniques, Extent::Listed(_));
            let because = if of_technique {
                THIS_TECHNIQUE
            } else {
                EVERYWHERE
            };
            return everywhere.then(|| Self {
                because: because.to_owned(),
                facts: String::new(),
            });
        }
        let because = in_words(&named);
        let mut facts: Vec<&str> = named.iter().map(|(words, _)| *words).collect();
        facts.sort_unstable();
        Some(Self {
            because,
            facts: facts.join(";"),
        })
    }
}

/// "left gluteus medius; right gluteus medius: gluteal nerves and vessels", rows that share what is at risk
/// together. Names of targets hold commas, so that semicolons part them.
fn in_words(named: &[(&str, Vec<String>)]) -> String {
    let mut groups: Vec<(&[String], Vec<&str>)> = Vec::new();
    for (words, flags) in named {
        match groups
            .iter_mut()
            .find(|(known, _)| *known == flags.as_slice())
        {
            Some((_, rows)) => rows.push(words),
            None => groups.push((flags, vec![words])),
        }
    }
    let group = |(flags, rows): &(&[String], Vec<&str>)| {
        let rows = rows.join("; ");
        if flags.is_empty() {
            rows
        } else {
            format!("{rows}: {}", flags.join(", ").to_lowercase())
        }
    };
    groups.iter().map(group).collect::<Vec<_>>().join(" · ")
}

fn listed<T: AsRef<str> + PartialEq>(extent: &Extent<T>, id: &str) -> bool {
    match extent {
        Extent::All => false,
        Extent::Listed(ids) => ids.iter().any(|own| own.as_ref() == id),
    }
}

/// Needles over both lungs in one session.
fn both_lungs(catalogue: &Catalogue, rows: &[Needled<'_>]) -> Option<Prompt> {
    let over: Vec<&Needled<'_>> = rows.iter().filter(|row| row.over_lung(catalogue)).collect();
    let on = |side: Side| {
        over.iter()
            .any(|row| row.side == Some(side) || row.side == Some(Side::Both))
    };
    if !on(Side::Left) || !on(Side::Right) {
        return None;
    }
    let sided = over
        .iter()
        .filter(|row| matches!(row.side, Some(Side::Left | Side::Right | Side::Both)));
    let mut names: Vec<&str> = sided.map(|row| row.words.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Some(Prompt {
        check: BOTH_LUNGS.to_owned(),
        level: PromptLevel::Relative,
        by_policy: false,
        wording: wording::check(catalogue, BOTH_LUNGS),
        note: String::new(),
        answered: String::new(),
        because: names.join("; "),
        why: "Both lungs are at risk at once".to_owned(),
        action: String::new(),
        conflict: None,
        sources: vec![BOTH_LUNGS_SOURCE.to_owned()],
        needs_reason: false,
        facts: digest(&[BOTH_LUNGS, &names.join(";")]),
        acknowledged: false,
    })
}

/// Checks that are answered once, share a place with a row, and have no answer that helps.
fn open_checks(known: &Known<'_>, rows: &[Needled<'_>]) -> Vec<OpenCheck> {
    let unanswered = |check: &&ScreeningCheck| {
        let answer = known
            .screening
            .and_then(|screening| screening.answer(check.id.as_str()));
        let of_patient = matches!(check.scope, CheckScope::Patient | CheckScope::Local);
        of_patient && !check.ask_every_visit && matches!(answer, None | Some(Answer::NotKnown))
    };
    let met = |check: &ScreeningCheck| {
        let met = Met::of(known.catalogue, check, rows)?;
        (!met.facts.is_empty()).then(|| OpenCheck {
            check: check.id.to_string(),
            wording: check.wording.clone(),
            because: met.because,
        })
    };
    known
        .catalogue
        .checks()
        .iter()
        .filter(unanswered)
        .filter_map(met)
        .collect()
}

/// A short name for what was given, the same in every version: FNV-1a over the parts, 16 hexadecimal digits.
fn digest(parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mut text = String::with_capacity(16);
    // Writing to a String cannot fail.
    let _ = write!(text, "{hash:016x}");
    text
}

#[cfg(test)]
mod tests;
