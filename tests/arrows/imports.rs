//! Who imports whom inside one package: workflows leave each other alone, and the UI has one seam.

use std::collections::BTreeSet;

use super::source::Source;

/// What the workflows share. Everything else directly under `src/` is a workflow.
const SHARED: [&str; 5] = ["contract", "error", "lib", "practice", "wording"];

/// Workflow files under `src/` that import another workflow.
pub(crate) fn between_workflows(files: &[Source]) -> Vec<String> {
    let ours = || {
        files
            .iter()
            .filter(|file| file.is_rust() && workflow(&file.path).is_some())
            // The tests of a workflow may look at what it did through another one.
            .filter(|file| !file.path.ends_with("/tests.rs"))
    };
    let workflows: BTreeSet<&str> = ours().filter_map(|file| workflow(&file.path)).collect();
    let broken = ours().flat_map(|file| {
        let own = workflow(&file.path).unwrap_or_default();
        let others = named_modules(&file.code())
            .into_iter()
            .filter(move |name| name != own);
        others.map(move |name| (file.path.clone(), name))
    });
    broken
        .filter(|(_, name)| workflows.contains(name.as_str()))
        .map(|(path, name)| {
            format!("{path} imports the workflow {name}; share it through contract or practice")
        })
        .collect()
}

/// Files of the UI outside its backend seam that know Tauri.
pub(crate) fn tauri_in_the_ui(files: &[Source]) -> Vec<String> {
    let outside = |file: &&Source| {
        file.path.starts_with("ui/src/") && !file.path.starts_with("ui/src/backend/")
    };
    let knows = |file: &&Source| {
        ["@tauri-apps", "__TAURI"]
            .iter()
            .any(|name| file.code().contains(name))
    };
    let broken = files.iter().filter(outside).filter(knows);
    broken
        .map(|file| format!("{} knows Tauri; only ui/src/backend may", file.path))
        .collect()
}

/// The workflow that a file under `src/` belongs to: `src/unlock.rs` and `src/unlock/slots.rs` are both `unlock`.
fn workflow(path: &str) -> Option<&str> {
    let name = path.strip_prefix("src/")?.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (!SHARED.contains(&name)).then_some(name)
}

/// Every module named after `crate::` or `super::`, also inside braces.
fn named_modules(code: &str) -> BTreeSet<String> {
    let starts = ["crate::", "super::"]
        .iter()
        .flat_map(|start| code.match_indices(start).map(|(at, _)| at + start.len()));
    starts.flat_map(|at| first_names(&code[at..])).collect()
}

/// The first name of a path, or of each path in a group: `{a::B, c::{D, E}}` gives a and c.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![identifier(path)];
    };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(identifier(group[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
        if letter == '}' && depth == 0 && start == at + 1 {
            break;
        }
    }
    names
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two workflows and a shared module, with the first one's code given.
    fn broken(path: &str, code: &str) -> usize {
        let files = [
            Source::new(path, code),
            Source::new("src/sign_session.rs", ""),
            Source::new("src/chart_session/draft.rs", ""),
            Source::new("src/contract/history.rs", ""),
        ];
        between_workflows(&files).len()
    }

    #[test]
    fn a_workflow_that_imports_another_is_named_however_it_writes_it() {
        assert_eq!(broken("src/unlock.rs", "use crate::sign_session::sign;"), 1);
        assert_eq!(broken("src/unlock.rs", "use super::sign_session;"), 1);
        assert_eq!(
            broken("src/unlock.rs", "let x = crate::chart_session::draft();"),
            1
        );
        assert_eq!(
            broken(
                "src/unlock.rs",
                "use crate::{contract::{Page, Row}, sign_session::sign};"
            ),
            1
        );
        assert_eq!(
            broken("src/unlock/slots.rs", "use crate::chart_session::draft;"),
            1
        );
    }

    #[test]
    fn a_workflow_may_use_what_is_shared_and_its_own_parts() {
        assert_eq!(
            broken("src/unlock.rs", "use crate::contract::sign_session;"),
            0
        );
        assert_eq!(
            broken(
                "src/unlock.rs",
                "use crate::{error::Error, practice::Practice};"
            ),
            0
        );
        assert_eq!(
            broken("src/chart_session.rs", "use crate::chart_session::draft;"),
            0
        );
        assert_eq!(
            broken("src/lib.rs", "pub use crate::sign_session::sign;"),
            0
        );
    }

    #[test]
    fn a_group_gives_the_first_name_of_each_path() {
        assert_eq!(
            first_names("{a::B, c::{D, E}, f};\nuse g;"),
            ["a", "c", "f"]
        );
        assert_eq!(first_names("a::b::C"), ["a"]);
    }

    #[test]
    fn tauri_is_found_in_the_ui_outside_the_backend() {
        let import = "import { invoke } from \"@tauri-apps/api/core\";";
        let found = |path: &str, text: &str| tauri_in_the_ui(&[Source::new(path, text)]).len();
        assert_eq!(found("ui/src/workflows/unlock/Unlock.svelte", import), 1);
        assert_eq!(found("ui/src/App.svelte", "window.__TAURI_INTERNALS__"), 1);
        assert_eq!(found("ui/src/backend/tauri.ts", import), 0);
        assert_eq!(found("ui/src/backendless/x.ts", import), 1);
    }
}
