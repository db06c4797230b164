//! Rows are found the way a therapist in a hurry types.

use filiform_catalogue::{Catalogue, Row, ShortName};
use filiform_domain::vocabulary::Vocabulary;

fn targets(query: &str) -> Vec<&'static str> {
    Catalogue::shipped()
        .search_targets(query)
        .into_iter()
        .map(Row::id)
        .collect()
}

fn conditions(query: &str) -> Vec<&'static str> {
    Catalogue::shipped()
        .search_conditions(query)
        .into_iter()
        .map(Row::id)
        .collect()
}

#[test]
fn the_best_target_comes_first() {
    for (typed, first) in [
        ("UT", "trapezius-upper"),
        ("ut", "trapezius-upper"),
        ("upper trap", "trapezius-upper"),
        ("trap up", "trapezius-upper"),
        ("TRAPÉZIUS  upper", "trapezius-upper"),
        ("pars descendens", "trapezius-upper"),
        ("LevScap", "levator-scapulae"),
        ("pl-fib", "fibularis-longus"),
        ("peroneus lon", "fibularis-longus"),
        ("tibialis-anterior", "tibialis-anterior"),
        ("TA", "tibialis-anterior"),
        ("achill", "achilles-midportion"),
        ("piri", "piriformis"),
        ("vastus med", "vastus-medialis"),
        ("spinatus", "supraspinatus"),
    ] {
        assert_eq!(
            targets(typed).first(),
            Some(&first),
            "{typed:?} gives {:?}",
            targets(typed)
        );
    }
}

#[test]
fn a_refused_short_name_still_shows_what_it_could_mean() {
    let found = targets("GM");
    assert!(
        found.starts_with(&["gluteus-maximus", "gluteus-medius", "gluteus-minimus"]),
        "{found:?}"
    );
}

#[test]
fn every_word_typed_must_be_found() {
    assert!(targets("upper banana").is_empty());
    assert!(
        targets("!!").is_empty(),
        "no letter is typed, so nothing is meant"
    );
}

#[test]
fn a_blank_query_gives_every_target_once_core_ones_first() {
    let all = targets("  ");
    assert_eq!(all.len(), 164);
    let tier = |id: &str| Catalogue::shipped().targets().get(id).unwrap().tier;
    assert!(all.is_sorted_by_key(|id| tier(id)));
}

#[test]
fn every_target_is_found_first_by_its_short_name_and_by_its_name() {
    for target in Catalogue::shipped().targets() {
        assert_eq!(
            targets(&target.abbr).first(),
            Some(&target.id()),
            "{}",
            target.abbr
        );
        assert_eq!(
            targets(&target.name).first(),
            Some(&target.id()),
            "{}",
            target.name
        );
    }
}

#[test]
fn conditions_are_found_by_name_other_name_and_code() {
    for (typed, first) in [
        ("heel pain", "plantar-fasciitis"),
        ("M72.2", "plantar-fasciitis"),
        ("m722", "plantar-fasciitis"),
        ("lbp", "low-back-pain"),
        ("knee arth", "oa-knee"),
        ("golfer", "medial-epicondylalgia"),
        ("neck pain", "neck-pain"),
        ("quervain", "thumb-base-oa"),
    ] {
        assert_eq!(
            conditions(typed).first(),
            Some(&first),
            "{typed:?} gives {:?}",
            conditions(typed)
        );
    }
    assert_eq!(conditions("").len(), 48);
    assert!(conditions("M99.99").is_empty());
}

#[test]
fn nothing_a_person_can_type_breaks_a_search() {
    for typed in [
        "\0",
        "🦵",
        "ﷺ",
        "((",
        "a\u{301}\u{301}",
        "-",
        ";",
        "ß",
        &"x".repeat(10_000),
    ] {
        let found = targets(typed).len() + conditions(typed).len();
        assert!(found <= 164 + 48);
        assert!(matches!(
            Catalogue::shipped().read_short_name(typed),
            ShortName::Unknown
        ));
    }
}

#[test]
fn a_short_name_is_read_or_refused_and_never_guessed() {
    let read = |word: &str| match Catalogue::shipped().read_short_name(word) {
        ShortName::Target(target) => target.id.to_string(),
        ShortName::Refused(ask) => format!("? {ask}"),
        ShortName::Unknown => "unknown".to_owned(),
    };
    assert_eq!(read("ut"), "trapezius-upper");
    assert_eq!(read(" VMO "), "vastus-medialis");
    assert_eq!(
        read("Trapezius-Upper"),
        "trapezius-upper",
        "ids are understood"
    );
    assert_eq!(
        read("gm"),
        "? gluteus maximus or medius? write GMax or GMed"
    );
    assert_eq!(read("UTx"), "unknown");
    assert_eq!(read(""), "unknown");
}

#[test]
fn names_stand_in_a_sentence() {
    for (id, plain) in [
        ("trapezius-upper", "upper trapezius"),
        ("masseter-superficial", "masseter, superficial part"),
        ("achilles-midportion", "Achilles tendon, midportion"),
        ("tmj-capsule", "jaw joint capsule (TMJ)"),
    ] {
        assert_eq!(
            Catalogue::shipped().targets().get(id).unwrap().plain_name(),
            plain
        );
    }
}

#[test]
fn a_region_lists_its_targets_and_conditions() {
    let all = Catalogue::shipped();
    let of_all_regions: usize = all
        .regions()
        .iter()
        .map(|region| all.targets_in(region.id()).count())
        .sum();
    assert_eq!(of_all_regions, 164, "every target is in exactly one region");
    assert!(
        all.conditions_in("ankle-foot")
            .any(|row| row.id == "plantar-fasciitis")
    );
    assert_eq!(all.targets_in("nowhere").count(), 0);
}

#[test]
fn checks_apply_by_region_or_flag_and_a_technique_only_narrows() {
    let all = Catalogue::shipped();
    let applies = |check: &str, target: &str, technique: Option<&str>| {
        let target = all.targets().get(target).unwrap();
        all.checks_for(&[(target, technique)])
            .iter()
            .any(|row| row.id == check)
    };
    assert!(
        applies("no-consent", "tibialis-anterior", Some("static")),
        "region all always applies"
    );
    assert!(
        applies("lung-disease", "trapezius-upper", None),
        "by region and flag"
    );
    assert!(applies("anticoagulant", "gluteus-maximus", None));
    assert!(!applies("lung-disease", "tibialis-anterior", None));
    assert!(applies(
        "osteoporosis",
        "quadratus-lumborum",
        Some("periosteal-pecking")
    ));
    assert!(!applies(
        "osteoporosis",
        "quadratus-lumborum",
        Some("static")
    ));
    assert!(
        applies("osteoporosis", "quadratus-lumborum", None),
        "in doubt the check is shown"
    );
    assert!(
        applies("low-bmi", "latissimus-dorsi", Some("anything")),
        "no technique hides this one"
    );
    assert!(all.checks_for(&[]).is_empty());
}

#[test]
fn the_rules_of_the_domain_get_their_answers() {
    let all = Catalogue::shipped();
    let facts = all.target("trapezius-upper").unwrap();
    assert_eq!(
        (facts.name.as_str(), facts.region.as_str()),
        ("upper trapezius", "shoulder-girdle")
    );
    assert!(facts.paired && facts.pleura);
    let midline = all.target("lumbar-interspinous").unwrap();
    assert!(!midline.paired && !midline.pleura);
    assert_eq!(all.target("UT"), None, "a short name is no id");
    assert!(all.region_exists("neck") && !all.region_exists("tail"));
    assert!(all.condition_exists("neck-pain") && !all.condition_exists("M54.2"));
    assert!(all.condition_has_code("neck-pain", "M54.2"));
    assert!(
        !all.condition_has_code("neck-pain", "M72.2"),
        "a code of another condition"
    );
    assert!(!all.condition_has_code("nothing", "M54.2"));
    assert!(all.technique_exists("pistoning") && !all.technique_exists("deep"));
    assert!(all.other_care_exists("taping") && !all.other_care_exists("pistoning"));
    assert!(all.adverse_event_exists("bruise") && !all.adverse_event_exists("none"));
}
