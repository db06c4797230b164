//! The check of the record in words, and the fingerprint that an export carries.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use filiform_domain::time::Instant;
use filiform_store::{Fingerprint, Verified, VerifyProblem};
use uuid::Uuid;

use crate::contract::{RecordProblem, RecordVerified};

/// What the fingerprint of an export begins with in the file's properties.
const MARK: &str = "filiform-record-1";
/// Faults that are about what is folded from the entries: they are made anew, and nothing is lost.
const FOLDED: [&str; 3] = ["tables differ", "list of patients", "search index"];

/// "7f3a 91c2 0be4 55d8, entry 124": for people who compare two of them by eye.
pub(crate) fn short(head: &Fingerprint) -> String {
    let digits = head.hash.get(..8).unwrap_or_default();
    format!("{}, entry {}", super::fingerprint(digits), head.seq)
}

/// The whole fingerprint for programs: chain, number and hash. In groups, because a letter breaks long words.
pub(crate) fn mark(head: &Fingerprint) -> String {
    let hash = super::fingerprint(&head.hash);
    format!("{MARK} {} {} {hash}", head.chain, head.seq)
}

/// The mark in an exported file, wherever in it. What only looks like one is none.
pub(crate) fn mark_in(bytes: &[u8]) -> Option<Fingerprint> {
    let windows = bytes.windows(MARK.len());
    let mut starts = windows
        .enumerate()
        .filter(|(_, seen)| *seen == MARK.as_bytes());
    starts.find_map(|(start, _)| read_mark(bytes.get(start..)?))
}

fn read_mark(bytes: &[u8]) -> Option<Fingerprint> {
    let text = bytes.get(..bytes.len().min(200))?;
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b" -".contains(byte));
    let text = std::str::from_utf8(text.get(..end.unwrap_or(text.len()))?).ok()?;
    let mut words = text.split_ascii_whitespace().skip(1);
    let chain: Uuid = words.next()?.parse().ok()?;
    let seq = words.next()?.parse().ok()?;
    let digits = words.collect::<String>();
    let hash = HEXLOWER.decode(digits.get(..64)?.as_bytes()).ok()?;
    let hash = hash.try_into().ok()?;
    Some(Fingerprint { chain, seq, hash })
}

/// The bytes of a fingerprint as it is typed from paper: 16 to 64 digits, blanks or none; what follows a comma
/// is the number of the entry and is left out.
pub(crate) fn typed(text: &str) -> Option<Vec<u8>> {
    let digits = text.split(',').next().unwrap_or_default();
    let digits: String = digits
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?;
    (8..=32).contains(&bytes.len()).then_some(bytes)
}

/// "22 Nov 2026 14:05".
pub(crate) fn moment(at: Instant) -> String {
    format!("{} {}", at.date().words(), at.clock())
}

/// What a check found, in sentences that a therapist can act on.
pub(crate) fn verified(found: &Verified) -> RecordVerified {
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let problem = |problem: &VerifyProblem| RecordProblem {
        seq: count(problem.seq),
        what: problem.what.to_owned(),
    };
    RecordVerified {
        entries: count(found.entries),
        patients: count(found.patients),
        sessions: count(found.sessions),
        signers: Vec::new(),
        problems: found.problems.iter().map(problem).collect(),
        headline: headline(found),
        good: good(found),
        todo: todo(found),
    }
}

fn headline(found: &Verified) -> String {
    let of_entry = found.problems.iter().find(|problem| problem.seq > 0);
    match (of_entry, found.problems.first()) {
        (Some(first), _) => format!("Entry {} fails: {}.", thousands(first.seq), first.what),
        (None, Some(first)) => format!("The file has a fault: {}.", first.what),
        (None, None) if found.entries == 1 => "The one entry is as it was signed.".to_owned(),
        (None, None) => format!(
            "All {} entries are as they were signed.",
            thousands(found.entries)
        ),
    }
}

/// What is still good; nothing to say about a sound record.
fn good(found: &Verified) -> String {
    if found.problems.is_empty() {
        return String::new();
    }
    let Some(until) = found.good_until else {
        return "Not one entry could be confirmed.".to_owned();
    };
    let (last, until) = (thousands(found.good), moment(until));
    if found.good == found.entries {
        format!("Still good: all {last} entries that are there, the last of {until}.")
    } else {
        format!("Still good: entries 1 to {last}, the last of {until}.")
    }
}

fn todo(found: &Verified) -> Vec<String> {
    let is_folded = |problem: &VerifyProblem| FOLDED.iter().any(|part| problem.what.contains(part));
    let steps: &[&str] = if found.problems.is_empty() {
        &[]
    } else if found.problems.iter().all(is_folded) {
        &[
            "The entries themselves are sound: nothing is lost. Make the indexes anew with filiform-cli rebuild, then \
           check again.",
        ]
    } else {
        &[
            "Write nothing more into this practice until it is clear what happened.",
            "Keep its folder as it is: copy the whole of it to another disk. It is the evidence.",
            "Restore the newest backup, and check that one too.",
        ]
    };
    steps.iter().map(|step| (*step).to_owned()).collect()
}

/// "12,345".
fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Fingerprint {
        Fingerprint {
            chain: Uuid::from_u128(7),
            seq: 124,
            hash: [0xab; 32],
        }
    }

    #[test]
    fn a_mark_reads_back_from_the_middle_of_any_bytes() {
        let mut bytes = b"%PDF \xff filiform-record-1 nothing <k>".to_vec();
        assert_eq!(mark_in(&bytes), None, "it only looks like one");
        bytes.extend_from_slice(mark(&head()).as_bytes());
        assert_eq!(mark_in(&bytes), Some(head()));
        bytes.extend_from_slice(b"</k> more");
        assert_eq!(mark_in(&bytes), Some(head()));
        assert_eq!(
            mark_in(&bytes[..bytes.len() - 20]),
            None,
            "half of one is none"
        );
        assert_eq!(mark_in(b""), None);
    }

    #[test]
    fn a_fingerprint_is_typed_as_it_is_printed() {
        assert_eq!(short(&head()), "abab abab abab abab, entry 124");
        assert_eq!(typed(&short(&head())), Some(vec![0xab; 8]));
        assert_eq!(typed("ABAB ABABABABABAB"), Some(vec![0xab; 8]));
        for wrong in ["", "abab", "abab abab abab aba", "xxxx xxxx xxxx xxxx"] {
            assert_eq!(typed(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn the_first_entry_that_fails_is_named_with_what_is_still_good() {
        let mut found = Verified {
            entries: 12_345,
            good: 12_345,
            good_until: Some(Instant {
                utc_ms: 1_795_374_300_000,
                offset_minutes: -300,
            }),
            ..Verified::default()
        };
        let sound = verified(&found);
        assert_eq!(
            sound.headline,
            "All 12,345 entries are as they were signed."
        );
        assert!(sound.good.is_empty() && sound.todo.is_empty());
        let fault = |seq, what| VerifyProblem { seq, what };
        found.problems = vec![fault(0, "the search index differs; rebuild it")];
        assert!(verified(&found).todo[0].contains("nothing is lost"));
        found.good = 1_233;
        found.problems.push(fault(1_234, "this entry was changed"));
        let faulty = verified(&found);
        assert_eq!(
            faulty.headline,
            "Entry 1,234 fails: this entry was changed."
        );
        assert_eq!(
            faulty.good,
            "Still good: entries 1 to 1,233, the last of 22 Nov 2026 14:05."
        );
        assert_eq!(faulty.todo.len(), 3);
    }
}
