//! The shipped content parses, is whole, and carries its sources.

use filiform_catalogue::{
    Catalogue, Evidence, Meaning, Reaches, RiskLevel, Row, Table, Texts, Tier, TrpConfidence,
};

/// [`Catalogue::shipped`] rests on this.
#[test]
fn the_shipped_texts_are_a_catalogue() {
    let read = Catalogue::parse(&Texts::SHIPPED);
    assert!(
        read.is_ok(),
        "{}",
        read.err()
            .map(|fault| fault.to_string())
            .unwrap_or_default()
    );
}

#[test]
fn no_row_is_lost() {
    let all = Catalogue::shipped();
    assert_eq!(all.targets().len(), 164);
    assert_eq!(all.regions().len(), 13);
    assert_eq!(all.conditions().len(), 48);
    assert_eq!(all.measures().len(), 33);
    assert_eq!(all.checks().len(), 52);
    assert_eq!(all.adverse_events().len(), 31);
    assert_eq!(all.abbreviations().len(), 236);
    assert_eq!(all.sources().len(), 180);
    assert_eq!(all.risk_flags().len(), 46);
    assert_eq!(all.techniques().len(), 10);
    assert_eq!(all.needle_sizes().len(), 14);
    assert_eq!(all.other_care().len(), 19);
    assert_eq!(all.response_words().len(), 16);
}

#[test]
fn a_row_carries_its_sources_in_full() {
    fn every_source_is_found<R: Row>(rows: &Table<R>) {
        for row in rows {
            let found = Catalogue::shipped().sources_of(row);
            assert_eq!(found.len(), row.sources().len(), "{} {}", R::FILE, row.id());
            assert!(found.iter().all(|source| !source.citation.is_empty()));
        }
    }
    let all = Catalogue::shipped();
    every_source_is_found(all.targets());
    every_source_is_found(all.conditions());
    every_source_is_found(all.measures());
    every_source_is_found(all.checks());
    every_source_is_found(all.adverse_events());
    every_source_is_found(all.techniques());
    every_source_is_found(all.needle_sizes());
    let list = all.checks().get("unwilling-belief").unwrap();
    assert_eq!(
        all.sources_of(list)[0].addresses().count(),
        2,
        "two pages repeat that list"
    );
}

#[test]
fn one_row_of_each_file_reads_as_it_is_written() {
    let all = Catalogue::shipped();
    let target = all.targets().get("trapezius-upper").unwrap();
    assert_eq!(target.latin_name, "musculus trapezius, pars descendens");
    assert_eq!(target.region, "shoulder-girdle");
    assert_eq!(
        (target.tier, target.risk_level),
        (Tier::Core, RiskLevel::High)
    );
    assert_eq!(target.evidence, Evidence::SeenAndMemory);
    assert_eq!(target.structures_at_risk.len(), 3);
    assert_eq!(target.trigger_points(), Some("2 (TrP1-2)"));
    let measure = all.measures().get("groc-15").unwrap();
    assert_eq!(
        (measure.range_in_steps(), measure.threshold_app_default),
        ((-7, 7), Some(3))
    );
    assert_eq!(
        all.measures().get("hoos-jr").unwrap().range_in_steps(),
        (0, 100_000)
    );
    assert_eq!(
        all.needle_sizes().get("0.25x40").unwrap().label(),
        "0.25 × 40 mm"
    );
    let care: Vec<_> = all
        .other_care()
        .iter()
        .map(|row| row.label.as_str())
        .collect();
    assert!(care.contains(&"manual therapy soft tissue") && care.last() == Some(&"other"));
    let twitch_seeker = all.techniques().get("fast-in-fast-out").unwrap();
    assert_eq!(twitch_seeker.line_word.as_deref(), Some("fifo"));
    assert_eq!(twitch_seeker.sources()[0], "hong1994");
}

#[test]
fn only_superficial_and_threading_stay_superficial() {
    let shallow: Vec<_> = Catalogue::shipped()
        .techniques()
        .iter()
        .filter(|technique| technique.reaches == Reaches::Superficial)
        .map(Row::id)
        .collect();
    assert_eq!(shallow, ["threading", "superficial"]);
}

#[test]
fn trigger_points_that_vary_by_author_read_several() {
    for target in Catalogue::shipped().targets() {
        let shown = target.trigger_points();
        match target.trp_confidence {
            TrpConfidence::Known => assert_eq!(shown, Some(target.trp_sites.as_str())),
            TrpConfidence::Approx => assert_eq!(shown, Some("several"), "{}", target.id),
            TrpConfidence::None => assert_eq!(shown, None, "{}", target.id),
        }
    }
}

#[test]
fn codes_have_their_own_note_only_where_the_pack_says_it_code_by_code() {
    let all = Catalogue::shipped();
    let note = |condition: &str, code: &str| {
        all.conditions()
            .get(condition)
            .unwrap()
            .code(code)
            .unwrap()
            .note
            .clone()
    };
    assert_eq!(
        note("achilles-tendinopathy", "M76.62").as_deref(),
        Some("left")
    );
    assert_eq!(
        note("elbow-hand-pain", "M79.632").as_deref(),
        Some("forearm left")
    );
    assert_eq!(
        note("ankle-foot-pain", "M25.579").as_deref(),
        Some("Ankle and foot joints unspecified")
    );
    assert_eq!(
        note("oa-hip", "M16.11"),
        None,
        "six codes share five remarks there"
    );
    assert_eq!(
        note("cervicogenic-headache", "G44.86").as_deref(),
        Some("Code since Oct 2021; code the neck disorder also"),
        "the only code has the whole remark"
    );
}

/// A question that offers a short name which is itself refused or unknown would go round in circles.
#[test]
fn a_refusal_offers_short_names_that_are_understood() {
    let all = Catalogue::shipped();
    let not_targets = ["TrP", "L4", "L", "R", "LTrap"];
    for row in all.abbreviations() {
        let Meaning::Refused { ask } = &row.meaning else {
            continue;
        };
        let offer = ask.split("write ").nth(1).unwrap_or_default();
        let words = offer.split(|c: char| !c.is_alphanumeric());
        for word in words.filter(|word| word.chars().any(char::is_uppercase)) {
            let known = all
                .abbreviations()
                .get(word)
                .is_some_and(|offered| offered.target().is_some());
            assert!(
                known || not_targets.contains(&word),
                "{} offers {word}",
                row.word
            );
        }
    }
}
