//! Which package may name which.

use cargo_metadata::{DependencyKind, Package};

/// One package naming another in its manifest, for whatever purpose.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) only_for_tests: bool,
    pub(crate) features: Vec<String>,
}

/// The arrows: each package of the workspace and those of its siblings that it may name.
const ARROWS: [(&str, &[&str]); 10] = [
    ("filiform-domain", &[]),
    ("filiform-catalogue", &["filiform-domain"]),
    ("filiform-store", &["filiform-domain", "filiform-catalogue"]),
    (
        "filiform-report",
        &["filiform-domain", "filiform-catalogue"],
    ),
    (
        "filiform-exchange",
        &["filiform-domain", "filiform-catalogue"],
    ),
    (
        "filiform",
        &[
            "filiform-domain",
            "filiform-catalogue",
            "filiform-store",
            "filiform-report",
            "filiform-exchange",
        ],
    ),
    ("filiform-computer", &["filiform"]),
    ("filiform-app", &["filiform", "filiform-computer"]),
    (
        "filiform-cli",
        &[
            "filiform",
            "filiform-computer",
            "filiform-domain",
            "filiform-catalogue",
            "filiform-exchange",
        ],
    ),
    ("xtask", &[]),
];

/// What tests alone may name besides: the search of memory for a key has to know the key.
const ALSO_IN_TESTS: [(&str, &str); 2] = [
    ("filiform-computer", "filiform-store"),
    ("filiform-computer", "filiform-domain"),
];

/// Families of crates, by how their names begin, and the one package that may name them.
const OWNED: [(&str, &str); 4] = [
    ("rusqlite", "filiform-store"),
    ("libsqlite3-sys", "filiform-store"),
    ("tauri", "filiform-app"),
    ("typst", "filiform-report"),
];

/// All that the domain may name outside its tests: each is known to do no input or output.
const PURE: [&str; 8] = [
    "chrono",
    "schemars",
    "serde",
    "serde_json",
    "thiserror",
    "ts-rs",
    "unicode-normalization",
    "uuid",
];

/// The layers that touch the outside, and so may ask what time it is.
const OUTERMOST: [&str; 3] = ["filiform-computer", "filiform-app", "filiform-cli"];

/// What people start, and what wipes their memory: it holds the allocator.
const PROGRAMS: [&str; 2] = ["filiform-app", "filiform-cli"];
const WIPES_MEMORY: &str = "filiform-computer";

/// What a package's manifest names.
pub(crate) fn of_package(package: &Package) -> impl Iterator<Item = Dependency> {
    package.dependencies.iter().map(|named| Dependency {
        from: package.name.to_string(),
        to: named.name.clone(),
        only_for_tests: named.kind == DependencyKind::Development,
        features: named.features.clone(),
    })
}

/// Packages of the workspace that name a sibling which they must not know, or that no arrow speaks of.
pub(crate) fn against_the_arrows(table: &[Dependency]) -> Vec<String> {
    let is_ours = |name: &str| ARROWS.iter().any(|(package, _)| *package == name);
    let allowed = |arrow: &&Dependency| {
        let to = ARROWS
            .iter()
            .find(|(package, _)| *package == arrow.from)
            .map(|(_, to)| *to);
        let for_a_test = arrow.only_for_tests
            && ALSO_IN_TESTS.contains(&(arrow.from.as_str(), arrow.to.as_str()));
        for_a_test || to.is_some_and(|to| !is_ours(&arrow.to) || to.contains(&arrow.to.as_str()))
    };
    let broken = table.iter().filter(|arrow| !allowed(arrow));
    broken
        .map(|arrow| {
            format!(
                "{} must not name {} (tests/arrows/dependencies.rs)",
                arrow.from, arrow.to
            )
        })
        .collect()
}

/// Crates named by a package that does not own them.
pub(crate) fn named_by_another(table: &[Dependency]) -> Vec<String> {
    let owner = |name: &str| {
        OWNED
            .iter()
            .find(|(family, _)| name.starts_with(family))
            .map(|(_, owner)| *owner)
    };
    let broken = table
        .iter()
        .filter(|arrow| owner(&arrow.to).is_some_and(|owner| owner != arrow.from));
    broken
        .map(|arrow| {
            format!(
                "{} names {}, which only {:?} may",
                arrow.from,
                arrow.to,
                owner(&arrow.to)
            )
        })
        .collect()
}

/// What the domain names beyond the list of pure crates.
pub(crate) fn impure_domain(table: &[Dependency]) -> Vec<String> {
    let domain = table
        .iter()
        .filter(|arrow| arrow.from == "filiform-domain" && !arrow.only_for_tests);
    let broken = domain.filter(|arrow| !PURE.contains(&arrow.to.as_str()));
    broken
        .map(|arrow| {
            format!(
                "{} is not on the list of crates that the domain may name",
                arrow.to
            )
        })
        .collect()
}

/// Packages below the outermost layer that switch chrono's clock on.
pub(crate) fn clocks(table: &[Dependency]) -> Vec<String> {
    let asks = |arrow: &&Dependency| {
        arrow.to == "chrono"
            && arrow
                .features
                .iter()
                .any(|feature| feature == "clock" || feature == "now")
    };
    let broken = table
        .iter()
        .filter(asks)
        .filter(|arrow| !OUTERMOST.contains(&arrow.from.as_str()));
    broken
        .map(|arrow| {
            format!(
                "{} switches chrono's clock on; time is passed in",
                arrow.from
            )
        })
        .collect()
}

/// Programs that would leave what they free in memory.
pub(crate) fn without_wiped_memory(table: &[Dependency]) -> Vec<String> {
    let wipes = |program: &str| {
        table
            .iter()
            .any(|arrow| arrow.from == program && arrow.to == WIPES_MEMORY && !arrow.only_for_tests)
    };
    let broken = PROGRAMS.iter().filter(|program| !wipes(program));
    broken
        .map(|program| format!("{program} does not name {WIPES_MEMORY}, which wipes freed memory"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(from: &str, to: &str) -> Dependency {
        Dependency {
            from: from.to_owned(),
            to: to.to_owned(),
            only_for_tests: false,
            features: Vec::new(),
        }
    }

    #[test]
    fn an_arrow_against_the_direction_is_named() {
        for (from, to) in [
            ("filiform-domain", "filiform-catalogue"),
            ("filiform-store", "filiform-report"),
            ("filiform-report", "filiform-exchange"),
            ("filiform-exchange", "filiform-store"),
            ("filiform-store", "filiform"),
            ("filiform-app", "filiform-store"),
            ("xtask", "filiform"),
        ] {
            assert_eq!(
                against_the_arrows(&[arrow(from, to)]).len(),
                1,
                "{from} -> {to}"
            );
        }
    }

    #[test]
    fn an_arrow_for_tests_alone_is_held_too() {
        let for_tests = Dependency {
            only_for_tests: true,
            ..arrow("filiform-store", "filiform-report")
        };
        assert_eq!(against_the_arrows(&[for_tests]).len(), 1);
    }

    #[test]
    fn a_new_package_has_no_arrows_until_it_is_given_some() {
        assert_eq!(
            against_the_arrows(&[arrow("filiform-cloud", "serde")]).len(),
            1
        );
    }

    #[test]
    fn arrows_in_their_direction_and_crates_of_others_are_let_through() {
        let table = [
            arrow("filiform", "filiform-store"),
            arrow("filiform-app", "filiform"),
            arrow("filiform-computer", "filiform"),
            arrow("filiform", "serde"),
        ];
        assert_eq!(against_the_arrows(&table), Vec::<String>::new());
    }

    #[test]
    fn a_crate_named_by_another_than_its_owner_is_found() {
        let named = |from, to| named_by_another(&[arrow(from, to)]).len();
        assert_eq!(named("filiform", "rusqlite"), 1);
        assert_eq!(named("filiform-cli", "tauri-plugin-dialog"), 1);
        assert_eq!(named("filiform-store", "typst-pdf"), 1);
        assert_eq!(
            named("filiform-store", "rusqlite") + named("filiform-app", "tauri-build"),
            0
        );
    }

    #[test]
    fn a_crate_beyond_the_pure_ones_is_found_in_the_domain_unless_only_its_tests_use_it() {
        assert_eq!(
            impure_domain(&[arrow("filiform-domain", "tempfile")]).len(),
            1
        );
        let for_tests = Dependency {
            only_for_tests: true,
            ..arrow("filiform-domain", "tempfile")
        };
        assert_eq!(
            impure_domain(&[for_tests, arrow("filiform-domain", "uuid")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_program_that_does_not_wipe_what_it_frees_is_named() {
        let both = PROGRAMS.map(|program| arrow(program, WIPES_MEMORY));
        assert_eq!(without_wiped_memory(&both), Vec::<String>::new());
        assert_eq!(without_wiped_memory(&both[1..]).len(), 1);
        let for_tests = Dependency {
            only_for_tests: true,
            ..arrow(PROGRAMS[0], WIPES_MEMORY)
        };
        assert_eq!(without_wiped_memory(&[for_tests, both[1].clone()]).len(), 1);
    }

    #[test]
    fn the_clock_is_found_where_it_was_switched_on_too_deep() {
        let clock = |from| Dependency {
            features: vec!["clock".to_owned()],
            ..arrow(from, "chrono")
        };
        assert_eq!(clocks(&[clock("filiform-domain")]).len(), 1);
        assert_eq!(
            clocks(&[clock("filiform-app"), arrow("filiform-domain", "chrono")]),
            Vec::<String>::new()
        );
    }
}
