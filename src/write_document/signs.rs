//! Signs after dry needling in plain words. Each sentence says what the named rows of the adverse events say, and
//! nothing more; a test holds it to rows that exist.

/// What a sign asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    Emergency,
    SameDay,
    CallUs,
    Usual,
}

/// One sign.
pub(super) struct Sign {
    pub(super) urgency: Urgency,
    /// What the patient reads.
    pub(super) words: &'static str,
    /// The adverse events that it comes from, by id: for whoever reads this, and for the test.
    #[cfg_attr(not(test), expect(dead_code, reason = "it is a source, not a word"))]
    pub(super) of: &'static [&'static str],
    /// It matters after targets with one of these flags; after any where there is none.
    flags: &'static [&'static str],
}

/// Every sign.
pub(super) const SIGNS: [Sign; 14] = [
    Sign {
        urgency: Urgency::Emergency,
        words: "Breathlessness at rest, or chest pain. Sit as is comfortable and do not drive. It can begin hours later or the next day, up to 3 days after the visit.",
        of: &["pneumothorax"],
        flags: &["pleura", "heart"],
    },
    Sign {
        urgency: Urgency::SameDay,
        words: "Pain at the tip of the shoulder, a dry cough, feeling unwell, or breathlessness that is worse with effort, up to 3 days after the visit: ask for a chest X-ray the same day. Do not fly, dive or go to high altitude before.",
        of: &["pneumothorax"],
        flags: &["pleura"],
    },
    Sign {
        urgency: Urgency::Emergency,
        words: "Severe neck or back pain, weakness or numbness of the limbs (one side can look like a stroke), or loss of bladder control. Say that needles were placed near the spine.",
        of: &["spinal-bleed"],
        flags: &["spinal_canal"],
    },
    Sign {
        urgency: Urgency::Emergency,
        words: "A sudden headache that is the worst ever, or one with weakness, double vision or unsteadiness, or with new neck pain after needling at the neck.",
        of: &["headache"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::SameDay,
        words: "A headache that is worse when standing and better when lying. With a fever or a stiff neck: call the emergency number.",
        of: &["dural-puncture"],
        flags: &["spinal_canal"],
    },
    Sign {
        urgency: Urgency::SameDay,
        words: "Fever, spreading redness, a hot or swollen joint, or new back or neck pain after needling near the spine.",
        of: &["infection", "infection-deep"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::Emergency,
        words: "Severe pain in the flank or the belly, blood in the urine, or fainting.",
        of: &["organ-injury"],
        flags: &["kidney", "peritoneum", "bowel"],
    },
    Sign {
        urgency: Urgency::Emergency,
        words: "Swelling or trouble breathing with an itchy rash.",
        of: &["itching-rash"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::CallUs,
        words: "A bruise that spreads or is hard. A swelling that grows: call the emergency number.",
        of: &["bruise", "haematoma"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::CallUs,
        words: "Weakness, or tingling or numbness that lasts longer than 24 hours.",
        of: &["numbness-local", "nerve-injury"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::CallUs,
        words: "Soreness or your usual pain that is worse after 72 hours.",
        of: &["pain-after", "aggravation"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::CallUs,
        words: "A needle that you find in your skin.",
        of: &["forgotten-needle"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::Usual,
        words: "Muscle ache or a tender spot for hours to 3 days: heat and gentle movement.",
        of: &["pain-after"],
        flags: &[],
    },
    Sign {
        urgency: Urgency::Usual,
        words: "A small bruise. Feeling sleepy or heavy on the same day: do not drive if you are drowsy.",
        of: &["bruise", "fatigue"],
        flags: &[],
    },
];

/// The signs that matter after targets with these flags; every sign when that is not known.
pub(super) fn signs_for(flags: Option<&[String]>) -> impl Iterator<Item = &'static Sign> {
    SIGNS.iter().filter(move |sign| {
        sign.flags.is_empty()
            || flags
                .is_none_or(|flags| flags.iter().any(|flag| sign.flags.contains(&flag.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use filiform_catalogue::Catalogue;

    #[test]
    fn every_sign_comes_from_events_and_flags_of_the_content() {
        let catalogue = Catalogue::shipped();
        for sign in &SIGNS {
            assert!(!sign.of.is_empty());
            for id in sign.of {
                assert!(catalogue.adverse_events().contains(id), "{id}");
            }
            for flag in sign.flags {
                assert!(catalogue.risk_flags().contains(flag), "{flag}");
            }
        }
    }

    #[test]
    fn signs_of_the_lung_stand_after_a_target_over_it_and_where_the_target_is_not_known() {
        let tells = |flags: Option<&[String]>| {
            signs_for(flags).any(|sign| sign.words.starts_with("Breathlessness"))
        };
        assert!(tells(None) && tells(Some(&["pleura".to_owned()])));
        assert!(!tells(Some(&["sural".to_owned()])));
    }
}
