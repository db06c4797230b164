//! Made-up letters, for the example and the tests.

use filiform_report::{
    Diagnosis, Letterhead, MadeAt, Number, PainVisit, Paper, PatientFacts, RecoverySheet,
    ReferralLetter, Signature, Treated,
};

/// A letter as it is usually written: six visits, three muscles.
pub(crate) fn letter() -> ReferralLetter {
    ReferralLetter {
        paper: Paper::Letter,
        plain: false,
        letterhead: letterhead(),
        date: "22 Nov 2026".to_owned(),
        addressee: lines(&[
            "Dr. Lena Hahn",
            "Lakeview Family Medicine",
            "88 Lake Street",
            "Madison, Wisconsin 53704",
        ]),
        salutation: "Dear Dr. Hahn,".to_owned(),
        news: "For your information: improving, no action needed.".to_owned(),
        patient: patient(),
        diagnoses: vec![Diagnosis {
            words: "Myofascial pain of the neck and upper shoulder, left more than right"
                .to_owned(),
            icd10cm: Some("M54.2".to_owned()),
        }],
        numbers: numbers(),
        pain: pain(&[(7, 4), (6, 4), (6, 3), (5, 3), (4, 2), (3, 2)]),
        treated: vec![
            treated("left upper trapezius", 6),
            treated("left levator scapulae", 4),
            treated("right sternocleidomastoid", 2),
        ],
        other_care: lines(&[
            "Home exercises for the deep neck flexors",
            "Advice on work breaks",
        ]),
        events: "No adverse events. The question was asked at every session.".to_owned(),
        opinion: Some(
            "I expect further improvement over four weeks. Numbness, weakness or a new kind of \
             headache would change this view."
                .to_owned(),
        ),
        plan: lines(&[
            "One visit a week for three more weeks, then discharge to the home programme.",
            "Please tell us if the patient's medicine changes.",
        ]),
        own_words: Vec::new(),
        remarks: String::new(),
        signature: signature(),
        fingerprint: "7f3a 91c2 0be4 55d8 a6f0 13c9".to_owned(),
        record: String::new(),
    }
}

/// The longest letter we expect: 60 visits and 40 sites.
pub(crate) fn long_letter() -> ReferralLetter {
    let ratings: Vec<(u8, u8)> = (0..60_u8)
        .map(|n| (8 - n / 10 + n % 3, 6 - n / 12))
        .collect();
    let mut pain = pain(&ratings);
    for missing in pain.iter_mut().skip(7).step_by(9) {
        missing.before = None;
    }
    ReferralLetter {
        pain,
        treated: (1..=40)
            .map(|n| treated(&format!("left multifidus, level {n}"), n))
            .collect(),
        other_care: (1..=12)
            .map(|n| format!("Exercise number {n}, three sets of ten"))
            .collect(),
        own_words: (0..14)
            .map(|_| "A paragraph of the therapist. ".repeat(12))
            .collect(),
        ..letter()
    }
}

/// Names and words in every script that a letter can show.
pub(crate) const NAMES: [&str; 15] = [
    "Zoë Çelik-Łukaszewicz",
    "Nguyễn Thị Ánh",
    "Ελένη Παπαδοπούλου",
    "Сергій Ґалаґан",
    "עדה אוקפור",
    "שָׁלוֹם",
    "عبد الرحمن بن محمد",
    "محمّد ۱۲",
    "می\u{200C}خواهم",
    "王小明 李娜",
    "山田 太郎 さくら ガラ",
    "김민준",
    "अदिति शर्मा क्षत्रिय",
    "Ada 😀",
    "≥ 30°, → better, ≈ ½ ✓",
];

/// A letter with all of them, and two characters that no font has.
pub(crate) fn letter_in_every_script() -> ReferralLetter {
    let mut letter = letter();
    "عبد الرحمن بن محمد".clone_into(&mut letter.patient.name);
    letter.addressee = lines(&["Dr. עדה אוקפור", "山田 太郎", "Вулиця Ґалаґана 5"]);
    letter.own_words = NAMES.iter().map(|&name| name.to_owned()).collect();
    letter
        .own_words
        .push("กข and a line\nof its own".to_owned());
    letter
}

/// A fixed time.
pub(crate) fn made_at() -> MadeAt {
    MadeAt {
        year: 2026,
        month: 11,
        day: 22,
        hour: 16,
        minute: 5,
        second: 9,
        offset_minutes: -360,
    }
}

fn numbers() -> Vec<Number> {
    let number = |measure: &str, start: &str, now: &str, reading: &str| Number {
        measure: measure.to_owned(),
        start: start.to_owned(),
        now: now.to_owned(),
        reading: reading.to_owned(),
    };
    vec![
        number(
            "Average neck pain, last 24 hours, 0 to 10",
            "7",
            "3",
            "Better by both published thresholds and by more than a published estimate of measurement error.",
        ),
        number(
            "Neck Disability Index, 0 to 50",
            "22",
            "15",
            "Not enough ratings to judge.",
        ),
    ]
}

fn pain(ratings: &[(u8, u8)]) -> Vec<PainVisit> {
    let last = ratings.len().saturating_sub(1).max(1);
    let visit = |(n, &(before, after)): (usize, &(u8, u8))| PainVisit {
        date: format!("{} Nov 2026", 3 + n * 19 / last),
        before: Some(before),
        after: Some(after),
    };
    ratings.iter().enumerate().map(visit).collect()
}

fn treated(words: &str, sessions: u32) -> Treated {
    Treated {
        words: words.to_owned(),
        sessions,
    }
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

fn letterhead() -> Letterhead {
    Letterhead {
        practice: "Riverside Physical Therapy".to_owned(),
        lines: lines(&[
            "1200 River Road, Suite 4",
            "Madison, Wisconsin 53703",
            "Phone 608-555-0142",
        ]),
        logo: None,
    }
}

fn signature() -> Signature {
    Signature {
        name: "Jordan Reyes".to_owned(),
        credentials: "Doctor of Physical Therapy".to_owned(),
        lines: lines(&[
            "Physical therapist, Wisconsin licence 12345-24",
            "Dry needling training: 54 hours, completed 12 May 2023",
            "Phone 608-555-0142",
        ]),
        picture: None,
    }
}

fn patient() -> PatientFacts {
    PatientFacts {
        name: "Ada Okafor".to_owned(),
        born: "14 Mar 1984".to_owned(),
        referred_for: Some("Neck pain with headache".to_owned()),
        covers: String::new(),
        first_visit: "3 Nov 2026".to_owned(),
        latest_visit: "22 Nov 2026".to_owned(),
        visits: 6,
    }
}

/// A recovery sheet. The code opens nothing.
pub(crate) fn recovery_sheet() -> RecoverySheet {
    RecoverySheet {
        practice: "Harbour Street Physiotherapy".to_owned(),
        person: "Jordan Reyes, PT, DPT".to_owned(),
        groups: ["7K3M", "9QXZ", "T4VB", "2HRN", "C8WD", "M0PG", "6YEF"]
            .map(str::to_owned)
            .to_vec(),
        date: "22 Nov 2026".to_owned(),
        folder: "/home/reyes/.local/share/org.filiform.app/practice".to_owned(),
        paper: Paper::Letter,
    }
}
