//! What a file looks like: short enough to read, and saying first what it is.

use super::source::Source;

/// A file of this many lines or more is two files.
const TOO_LONG: usize = 400;

pub(crate) fn too_long(files: &[Source]) -> Vec<String> {
    let lengths = files.iter().map(|file| (file, file.text.lines().count()));
    let broken = lengths.filter(|(_, lines)| *lines >= TOO_LONG);
    broken
        .map(|(file, lines)| {
            format!(
                "{} has {lines} lines; fewer than {TOO_LONG} can be read",
                file.path
            )
        })
        .collect()
}

/// Rust files that do not begin with `//!`.
pub(crate) fn without_header(files: &[Source]) -> Vec<String> {
    let broken = files
        .iter()
        .filter(|file| file.is_rust() && !file.text.starts_with("//!"));
    broken
        .map(|file| {
            format!(
                "{} does not say in its first line what it is (//!)",
                file.path
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_400_lines_is_too_long_and_one_of_399_is_not() {
        let found =
            |lines| too_long(&[Source::new("ui/src/App.svelte", &"x\n".repeat(lines))]).len();
        assert_eq!((found(399), found(400)), (0, 1));
    }

    #[test]
    fn a_rust_file_without_a_header_is_named() {
        let found = |path, text| without_header(&[Source::new(path, text)]).len();
        assert_eq!(found("src/unlock.rs", "use a;\n//! Too late.\n"), 1);
        assert_eq!(found("src/unlock.rs", "//! Opening the practice.\n"), 0);
        assert_eq!(found("ui/src/main.ts", "import a;\n"), 0);
    }
}
