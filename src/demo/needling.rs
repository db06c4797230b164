//! What is needled in a made-up patient: targets that the catalogue lists for the condition, by chance.

use filiform_catalogue::{Catalogue, Condition, ConditionCode, Target, TargetKind, Tier};
use filiform_domain::patient::Complaint;
use filiform_domain::quantity::NeedleSize;
use filiform_domain::site::{Side, SiteDraft, Tissue, Twitch};

use super::dice::Dice;
use super::words::SITE_NOTES;

/// Techniques of the catalogue, the usual ones more than once.
const TECHNIQUES: [&str; 6] = [
    "pistoning",
    "pistoning",
    "static",
    "static",
    "fast-in-fast-out",
    "winding",
];

/// What is treated: a condition of the catalogue with one of its codes.
pub(super) fn complaint(catalogue: &Catalogue, dice: &mut Dice) -> Complaint {
    let usable: Vec<&Condition> = catalogue
        .conditions()
        .iter()
        .filter(|row| targets(catalogue, row.id.as_str()).len() >= 2)
        .collect();
    dice.one(&usable)
        .map_or_else(Complaint::default, |row| Complaint {
            condition: row.id.to_string(),
            icd10cm: dice
                .one(&row.codes)
                .map(|code| code.code.to_string())
                .unwrap_or_default(),
        })
}

/// Listed targets of a condition, without those that are off until a therapist turns them on.
fn targets<'a>(catalogue: &'a Catalogue, condition: &str) -> Vec<&'a Target> {
    let listed = catalogue
        .conditions()
        .get(condition)
        .map(|row| row.muscles.iter());
    let rows = listed
        .into_iter()
        .flatten()
        .filter_map(|id| catalogue.targets().get(id.as_str()));
    rows.filter(|target| target.tier != Tier::Advanced)
        .collect()
}

/// What one patient's visits have in common: the same few targets, sides and needles.
pub(super) struct Habit {
    pub(super) region: String,
    pub(super) condition: String,
    sites: Vec<Usual>,
}

struct Usual {
    site: SiteDraft,
    over_lung: bool,
}

impl Habit {
    /// Two to five targets of the condition, on the side that the code names where it names one.
    pub(super) fn of(catalogue: &Catalogue, dice: &mut Dice, complaint: &Complaint) -> Self {
        let condition = catalogue.conditions().get(&complaint.condition);
        let side = condition
            .and_then(|row| row.code(&complaint.icd10cm))
            .and_then(coded_side)
            .unwrap_or_else(|| chance_side(dice));
        let wanted = usize::try_from(dice.between(2, 5)).unwrap_or(2);
        let all = near_each_other(dice, targets(catalogue, &complaint.condition));
        let sites: Vec<Usual> = all
            .into_iter()
            .take(wanted)
            .map(|target| Usual {
                site: usual(catalogue, dice, target, side),
                over_lung: target.can_reach_lung(),
            })
            .collect();
        let first = sites
            .first()
            .and_then(|usual| catalogue.targets().get(&usual.site.target));
        let region = first
            .map(|target| target.region.to_string())
            .unwrap_or_default();
        Self {
            region,
            condition: complaint.condition.clone(),
            sites,
        }
    }

    /// The sites of one visit, in their order: all of them or one less, with what each answered. Says also
    /// whether the lung lies below any of them.
    pub(super) fn of_visit(&self, dice: &mut Dice) -> (Vec<SiteDraft>, bool) {
        let left_out = (self.sites.len() > 2 && dice.in_hundred(30)).then(|| dice.between(1, 4));
        let kept = self
            .sites
            .iter()
            .zip(0..)
            .filter(|(_, n)| Some(*n) != left_out);
        let mut over_lung = false;
        let sites = kept.map(|(usual, _)| {
            over_lung |= usual.over_lung;
            answered(dice, usual.site.clone())
        });
        (sites.collect(), over_lung)
    }
}

/// Those targets that lie in one region, chance saying which; all of them when they are scattered.
fn near_each_other<'a>(dice: &mut Dice, all: Vec<&'a Target>) -> Vec<&'a Target> {
    let Some(first) = dice.one(&all).copied() else {
        return all;
    };
    let same_region = |target: &&&Target| target.region == first.region;
    let near: Vec<&Target> = all.iter().filter(same_region).copied().collect();
    if near.len() >= 2 { near } else { all }
}

/// The side that the words beside a code name.
fn coded_side(code: &ConditionCode) -> Option<Side> {
    let note = code.note.as_deref()?.to_lowercase();
    let said = |word: &str| {
        note.split_whitespace()
            .any(|part| part.trim_matches(',') == word)
    };
    match (
        said("left"),
        said("right"),
        said("bilateral") || said("both"),
    ) {
        (true, false, false) => Some(Side::Left),
        (false, true, false) => Some(Side::Right),
        (false, false, true) => Some(Side::Both),
        _ => None,
    }
}

fn chance_side(dice: &mut Dice) -> Side {
    match dice.below(10) {
        0..=3 => Side::Left,
        4..=7 => Side::Right,
        _ => Side::Both,
    }
}

fn usual(catalogue: &Catalogue, dice: &mut Dice, target: &Target, side: Side) -> SiteDraft {
    let is_muscle = target.kind == TargetKind::Muscle;
    let point = is_muscle && target.is_paired() && dice.in_hundred(40);
    let technique = if is_muscle {
        dice.word(&TECHNIQUES)
    } else {
        "static"
    };
    SiteDraft {
        target: target.id.to_string(),
        side: Some(if target.is_paired() {
            side
        } else {
            Side::Midline
        }),
        trigger_points: point
            .then(|| i64::from(dice.between(1, 2)))
            .into_iter()
            .collect(),
        needle: needle(catalogue, dice, target.region.as_str()).to_string(),
        needles: Some(if dice.in_hundred(70) { 1 } else { 2 }),
        // By tissue: a made-up number of millimetres could be taken for advice.
        tissue: Some(Tissue::Muscle),
        techniques: vec![technique.to_owned()],
        left_in_s: (technique == "static").then(|| i64::from(dice.between(2, 4)) * 300),
        ..SiteDraft::default()
    }
}

/// A needle of the default list whose length does not look odd in this region. Chance, not advice.
fn needle(catalogue: &Catalogue, dice: &mut Dice, region: &str) -> NeedleSize {
    let lengths = match region {
        "head-jaw" | "forearm-wrist-hand" | "ankle-foot" => 15..=30,
        "lumbar" | "pelvis-hip" | "thigh" => 40..=75,
        _ => 25..=40,
    };
    let listed = catalogue
        .needle_sizes()
        .iter()
        .filter(|size| lengths.contains(&size.length_mm));
    let sizes: Vec<_> = listed
        .map(|size| NeedleSize {
            diameter_um: size.diameter_um,
            length_mm: size.length_mm,
        })
        .collect();
    dice.one(&sizes).copied().unwrap_or(NeedleSize {
        diameter_um: 250,
        length_mm: 40,
    })
}

fn answered(dice: &mut Dice, site: SiteDraft) -> SiteDraft {
    let (twitch, twitches) = match dice.below(10) {
        0..=4 => (
            Twitch::Seen,
            dice.in_hundred(50).then(|| i64::from(dice.between(1, 6))),
        ),
        _ => (Twitch::None, None),
    };
    let note = dice.in_hundred(8).then(|| dice.word(&SITE_NOTES));
    SiteDraft {
        twitch: Some(twitch),
        twitches,
        note: note.unwrap_or_default().to_owned(),
        ..site
    }
}
