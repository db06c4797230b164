//! How one cell of a file is read: lists separated by `;`, yes or no, all or some.

use std::fmt::Display;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// What a row applies to: everything, or only what is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent<T> {
    /// Everything of its kind.
    All,
    /// Only these. May be empty.
    Listed(Vec<T>),
}

impl<T: AsRef<str>> Extent<T> {
    /// Whether `id` is covered.
    pub fn covers(&self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Listed(ids) => ids.iter().any(|listed| listed.as_ref() == id),
        }
    }

    /// What is listed by name: nothing when all is meant.
    pub fn listed(&self) -> &[T] {
        match self {
            Self::All => &[],
            Self::Listed(ids) => ids,
        }
    }
}

/// A list separated by `;`. An empty cell is an empty list; a blank or repeated item is a fault.
pub(crate) fn list<'de, D, T>(cell: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String, Error: Display> + PartialEq,
{
    items(&String::deserialize(cell)?).map_err(D::Error::custom)
}

/// `all`, or a list.
pub(crate) fn extent<'de, D, T>(cell: D) -> Result<Extent<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String, Error: Display> + PartialEq,
{
    match String::deserialize(cell)?.as_str() {
        "all" => Ok(Extent::All),
        text => items(text).map(Extent::Listed).map_err(D::Error::custom),
    }
}

/// `yes` or `no`, and nothing that merely looks like it.
pub(crate) fn yes_no<'de, D: Deserializer<'de>>(cell: D) -> Result<bool, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(D::Error::custom(format!(
            "\"{other}\" is neither yes nor no"
        ))),
    }
}

/// Text that must be there.
pub(crate) fn filled<'de, D: Deserializer<'de>>(cell: D) -> Result<String, D::Error> {
    let text = String::deserialize(cell)?;
    if text.trim().is_empty() {
        Err(D::Error::custom("the cell is empty"))
    } else {
        Ok(text)
    }
}

fn items<T>(text: &str) -> Result<Vec<T>, String>
where
    T: TryFrom<String, Error: Display> + PartialEq,
{
    let mut items = Vec::new();
    if text.is_empty() {
        return Ok(items);
    }
    for part in text.split(';').map(str::trim) {
        if part.is_empty() {
            return Err("a list has a blank item".to_owned());
        }
        let item = T::try_from(part.to_owned()).map_err(|fault| fault.to_string())?;
        if items.contains(&item) {
            return Err(format!("a list has \"{part}\" twice"));
        }
        items.push(item);
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&[&str], &str>) {
        let read: Result<Vec<String>, String> = items(text);
        let expect = expect
            .map(|items| items.iter().map(ToString::to_string).collect())
            .map_err(ToOwned::to_owned);
        assert_eq!(read, expect, "{text:?}");
    }

    #[test]
    fn a_list_is_split_and_trimmed_and_has_no_blank_or_repeated_item() {
        check("", Ok(&[]));
        check("a", Ok(&["a"]));
        check("Kidney; pleura ;bowel", Ok(&["Kidney", "pleura", "bowel"]));
        check("a;;b", Err("a list has a blank item"));
        check("a;", Err("a list has a blank item"));
        check("a; a", Err("a list has \"a\" twice"));
    }

    #[test]
    fn all_covers_everything_and_an_empty_list_nothing() {
        assert!(Extent::<String>::All.covers("neck"));
        assert!(!Extent::<String>::Listed(Vec::new()).covers("neck"));
        assert!(Extent::Listed(vec!["neck".to_owned()]).covers("neck"));
    }
}
