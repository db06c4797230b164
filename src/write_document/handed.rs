//! What is handed to the patient: the consent form and the information sheet. Every figure is one of the clinical
//! content's own, with its source below; where the content says nothing, nothing is said.

use filiform_report::{Block, Document};

use crate::practice::known::{Known, list, rows, section, text};
use crate::wording;

/// The version that a consent names when it was given on this form.
pub(super) const FORM_VERSION: &str = "Filiform consent form 1";

const WHAT: &str = "Dry needling puts thin steel needles through the skin into muscle or other tissue. Nothing is \
    injected. The needle may be moved in and out, turned, or left still for some minutes. The places are chosen from \
    what was found when you were examined.";
const NOT_ACUPUNCTURE: &str = "Dry needling is not acupuncture. It is given here by a physical therapist as a part of physical therapy.";
const FELT: &str = "You may feel the prick of the needle, a short twitch of the muscle, a deep ache, or the pain you know; \
    or nothing of these. A missing twitch is no failure.";
const BELIEVED: [&str; 3] = [
    "How it works is not settled, and this sheet claims nothing about it.",
    "A short twitch of the muscle went with less pain at once, but not at short follow-up, in six trials of low certainty.",
    "Pain that changes within the first visit tells little about the weeks after it: a review of 13 studies found no evidence that it predicts later pain.",
];
const EVIDENCE: [&str; 5] = [
    "Neck: less pain than with sham, a placebo, waiting or another form of needling, at once and in the short term; no difference from other physical therapy.",
    "Hip and knee osteoarthritis: less pain and better function in the short term only, very low certainty.",
    "Jaw: a small effect, very low certainty.",
    "Heel: about 15 of 100 points less pain.",
    "At six to twelve months the difference was not significant.",
];
/// The figures, with their limits.
pub(super) const RISKS: [&str; 4] = [
    "Mild events came in 19.18% of 7,629 treatments (bruising 7.55%, bleeding 4.65%, pain during needling 3.01%, pain after it 2.19%). None was significant, which leaves an upper bound of 0.04%.",
    "In another survey minor events came in 36.7% of sessions (bleeding 16%, bruising 7.7%, pain 5.9%), and 20 major events, under 0.1%, about 1 in 1,024.",
    "Both are reports by the therapists themselves, so the true rates may be higher. Both count all body regions together: neither is the risk of a needle over the chest.",
    "Soreness comes in most people after deep needling of the shoulder muscle at the neck and eases over about 72 hours.",
];
/// What was published without a figure that holds for one treatment.
pub(super) const SERIOUS: [&str; 6] = [
    "Fainting.",
    "A collapsed lung, with targets of the chest, upper back, neck, shoulder and upper abdomen.",
    "Bleeding around the spinal cord, or a puncture of the spinal canal, with targets next to the spine.",
    "Injury of a nerve.",
    "Infection.",
    "A needle or a piece of one that stays in the body.",
];
const STOP: &str = "You can say no, and you can stop at any time, also while a needle is in place. No needling is one of the choices; \
    exercise, manual therapy and advice are others.";
const SOURCES: [&str; 12] = [
    "needle_sizes",
    "brady2014",
    "boyce2020",
    "soreness2016",
    "soreness2017",
    "ltr_sr2021",
    "withinsession2020",
    "neck_meta2020",
    "oa_meta2022",
    "tmd_meta2019",
    "php_meta2017",
    "gattie2017",
];

/// What dry needling is, what is known and how surely, and what can go wrong.
pub(super) fn information(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("About dry needling");
    sheet.facts.clear();
    let blocks = &mut sheet.blocks;
    section(blocks, "What it is");
    blocks.push(text(WHAT));
    section(blocks, "How it differs from acupuncture");
    blocks.push(text(NOT_ACUPUNCTURE));
    section(blocks, "What you may feel");
    blocks.push(text(FELT));
    section(blocks, "What is believed to happen, and how sure that is");
    blocks.push(list(BELIEVED));
    section(blocks, "What trials have found");
    blocks.push(text(
        "These are averages of groups. They tell nobody what will happen to you.",
    ));
    blocks.push(list(EVIDENCE));
    risks(blocks);
    section(blocks, "Your choice");
    blocks.push(text(STOP));
    known.own_words(blocks);
    sources(known, blocks);
    sheet
}

fn risks(blocks: &mut Vec<Block>) {
    section(blocks, "Risks");
    blocks.push(list(RISKS));
    blocks.push(text("Rare, and serious or possibly so; published cases, with no figure that holds for one treatment:"));
    blocks.push(list(SERIOUS));
}

/// Each source as it is cited, and how it was seen.
fn sources(known: &Known<'_>, blocks: &mut Vec<Block>) {
    section(blocks, "Sources");
    let cited = SOURCES
        .iter()
        .filter_map(|id| known.catalogue.sources().get(id));
    let cited: Vec<String> = cited.map(|source| source.citation.clone()).collect();
    blocks.push(Block::Small {
        said: cited.join("\n"),
    });
}

/// The form that is signed by hand. What it covers is ticked by hand, too: nothing is preset.
#[expect(clippy::too_many_lines, reason = "one list, in the order of the page")]
pub(super) fn consent_form(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Consent to dry needling");
    sheet.about = format!("Form: {FORM_VERSION}");
    let blocks = &mut sheet.blocks;
    section(blocks, "The procedure");
    blocks.push(text(WHAT));
    blocks.push(text(NOT_ACUPUNCTURE));
    section(blocks, "Why it is proposed");
    let reasons = known.diagnoses();
    if !reasons.is_empty() {
        blocks.push(list(reasons));
    }
    blocks.push(Block::Lines {
        label: "What was found, and why needling is proposed for it".to_owned(),
        count: 2,
    });
    section(blocks, "What will be felt, and what is expected");
    blocks.push(text(FELT));
    blocks.push(text("For some conditions trials found less pain in the short term, with low certainty. Nobody can promise you a benefit."));
    risks(blocks);
    section(blocks, "Other choices, and the right to stop");
    blocks.push(text(STOP));
    section(blocks, "The therapist");
    let training = wording::letterhead::training(&known.me);
    let mut who = vec![wording::sessions::signer(
        &known.me.name,
        &known.me.credentials,
    )];
    if training.is_empty() {
        who.push("Dry needling training: ______________________________".to_owned());
    }
    who.extend(training);
    blocks.push(list(who));
    section(blocks, "What it covers");
    let regions = known
        .catalogue
        .regions()
        .iter()
        .map(|region| region.name.clone());
    blocks.push(Block::Rows {
        rows: rows([("Tick each region", String::new())]),
    });
    blocks.push(Block::Ticks {
        items: regions.collect(),
    });
    blocks.push(Block::Ticks {
        items: vec!["with an electrical current through the needles".to_owned()],
    });
    section(blocks, "Please tell us");
    blocks.push(Block::Ticks {
        items: [
            "I am pregnant, or may be.",
            "I have an implant: a pacemaker, a pump, a stimulator, a port, an artificial joint, or metal in the body.",
            "I take a blood thinner, or bruise easily.",
            "I have fainted at a needle, or had a bad reaction to one.",
        ]
        .map(str::to_owned)
        .to_vec(),
    });
    known.own_words(blocks);
    section(blocks, "Consent");
    blocks.push(Block::Ticks {
        items: [
            "I was told the above, could ask my questions, and agree to dry needling.",
            "I was given a copy of this form.",
        ]
        .map(str::to_owned)
        .to_vec(),
    });
    blocks.push(Block::Sign {
        who: [
            "Patient",
            "Parent, guardian or representative, and by what right",
            "Interpreter, and the language",
            "Therapist",
        ]
        .map(str::to_owned)
        .to_vec(),
    });
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use filiform_catalogue::Catalogue;

    #[test]
    fn every_source_of_the_sheet_is_one_of_the_content_that_a_claim_may_rest_on() {
        for id in SOURCES {
            let source = Catalogue::shipped().sources().get(id);
            assert!(source.is_some_and(|source| source.used), "{id}");
        }
    }

    #[test]
    fn the_figures_are_those_of_the_content() {
        let catalogue = Catalogue::shipped();
        for (id, figure) in [
            ("bruise", "7.55"),
            ("bleeding", "4.65"),
            ("pain-during", "3.01"),
            ("pain-after", "2.19"),
        ] {
            let row = catalogue.adverse_events().get(id);
            let percent = row.and_then(|row| row.brady2014_percent_of_treatments.as_deref());
            assert_eq!(percent, Some(figure), "{id}");
            assert!(RISKS[0].contains(&format!("{figure}%")), "{id}");
        }
        for (id, figure) in [
            ("bruise", "7.7"),
            ("bleeding", "16"),
            ("pain-during", "5.9"),
        ] {
            let row = catalogue.adverse_events().get(id);
            let percent = row.and_then(|row| row.boyce2020_percent_of_sessions.as_deref());
            assert_eq!(percent, Some(figure), "{id}");
            assert!(RISKS[1].contains(&format!("{figure}%")), "{id}");
        }
    }
}
