//! What is wanted, as a full-text expression. Its words are letters and digits in quotes, so that nothing typed
//! is read as a query language.

use filiform_domain::find::Term;

use super::wanted::NotesWanted;

/// The expression that every note wanted fits to; none when the index cannot help.
pub(super) fn of(wanted: &NotesWanted) -> Option<String> {
    let terms = wanted
        .terms
        .iter()
        .filter(|term| is_worth_asking(term, wanted));
    let mut all: Vec<String> = terms.map(phrase).collect();
    for target in &wanted.targets {
        let ids = target.ids.iter().map(|id| id_phrase(id));
        all.push(either(ids.chain(target.own.iter().map(phrase))));
    }
    if !wanted.regions.is_empty() {
        all.push(either(wanted.regions.iter().map(|id| id_phrase(id))));
    }
    if all.is_empty() {
        return None;
    }
    let all = all.join(" AND ");
    if wanted.without.is_empty() {
        return Some(all);
    }
    Some(format!(
        "({all}) NOT {}",
        either(wanted.without.iter().map(phrase))
    ))
}

/// A single letter begins so many words that the index has to read itself whole; beside other words it is left
/// to whoever types on.
fn is_worth_asking(term: &Term, wanted: &NotesWanted) -> bool {
    !is_one_letter(term) || wanted.terms.iter().all(is_one_letter)
}

fn is_one_letter(term: &Term) -> bool {
    matches!(term.words(), [word] if word.chars().count() == 1)
}

/// `"after the run"`, or `"trap" *`. A single letter stands for itself.
fn phrase(term: &Term) -> String {
    let beginning = if term.is_open() && !is_one_letter(term) {
        " *"
    } else {
        ""
    };
    format!("\"{}\"{beginning}", term.typed())
}

/// Ids stand in the text of a note with spaces for hyphens.
fn id_phrase(id: &str) -> String {
    Term::of(id, false).map_or_else(|| "\"\"".to_owned(), |term| phrase(&term))
}

fn either(phrases: impl Iterator<Item = String>) -> String {
    format!("({})", phrases.collect::<Vec<_>>().join(" OR "))
}
