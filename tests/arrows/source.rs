//! The hand-written files of the checkout, and their code without what is said about it.

use std::fs;
use std::path::Path;

/// A hand-written file: its path from the root of the checkout, with forward slashes, and its text.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Where hand-written code lives.
const ROOTS: [&str; 8] = [
    "benches",
    "crates",
    "migrations",
    "src",
    "src-tauri",
    "tests",
    "ui",
    "xtask",
];
/// Folders inside them that other programs fill.
const NOT_BY_HAND: [&str; 6] = [
    "node_modules",
    "dist",
    "gen",
    "generated",
    "target",
    "coverage",
];
const ENDINGS: [&str; 6] = ["rs", "ts", "mts", "mjs", "svelte", "typ"];

/// Reads every hand-written source file under the root.
pub(crate) fn of_checkout(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in ROOTS {
        collect(root, &root.join(folder), &mut found);
    }
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !NOT_BY_HAND.contains(&name.as_str()) {
                collect(root, &path, found);
            }
        } else if has_ending(&path, &ENDINGS) {
            let text = fs::read_to_string(&path).expect("a source file is UTF-8 text");
            let inside = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            found.push(Source { path: inside, text });
        }
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let found = path.extension().unwrap_or_default();
    endings.iter().any(|ending| found == *ending)
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    pub(crate) fn is_rust(&self) -> bool {
        has_ending(Path::new(&self.path), &["rs"])
    }

    /// The text without comment lines and without an inline test module at its end.
    pub(crate) fn code(&self) -> String {
        let text = self
            .text
            .split_once("\n#[cfg(test)]\nmod tests {")
            .map_or(self.text.as_str(), |(code, _)| code);
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_without_comments_and_inline_tests() {
        let file = Source::new(
            "src/a.rs",
            "//! Header.\nuse a;\n  // why\nlet b;\n\n#[cfg(test)]\nmod tests {\nuse c;\n}",
        );
        assert_eq!(file.code(), "use a;\nlet b;");
    }

    #[test]
    fn a_test_module_in_a_file_of_its_own_hides_nothing_after_it() {
        let file = Source::new("src/a.rs", "#[cfg(test)]\nmod tests;\nuse a;");
        assert!(file.code().contains("use a;"));
    }
}
