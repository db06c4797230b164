//! Which tables there are, and how the rows of a draft fall into them.

use serde_json::{Map, Value};

use super::Table;
use super::columns::{Column, Holds, layout};
use super::tops::{TOPS, Top};
use crate::schema::{definitions, reference};

/// How one shape becomes rows: its own table, its columns, and the tables below.
pub(crate) struct Plan {
    pub(crate) table: usize,
    /// The way to each column.
    pub(crate) fields: Vec<Vec<String>>,
    /// The way to each list, and its own plan.
    pub(crate) below: Vec<(Vec<String>, Plan)>,
}

/// The names of lists that are tables, by the table above and the field.
const BELOW: [(&str, &str, &str); 10] = [
    ("patients", "conditions", "patient_conditions"),
    ("episodes", "conditions", "episode_conditions"),
    ("sessions", "pains", "pain"),
    ("sessions", "first_visit.medicines", "medicines"),
    ("sessions", "stopped_early.recovery", "recovery"),
    ("sessions", "codes", "billing_codes"),
    ("sites", "on_chart", "chart_points"),
    ("sites", "current.pairs", "electrode_pairs"),
    ("screenings", "answers", "screening_answers"),
    ("sessions", "acknowledged", "acknowledged_prompts"),
];

/// Every table, and the plan of every table that begins with a thing, in the order of [`Tops`](TOPS).
pub(super) fn all() -> (Vec<Table>, Vec<Plan>) {
    let definitions = definitions();
    let mut tables = Vec::new();
    let plans = TOPS
        .iter()
        .map(|top| planned(top, &definitions, &mut tables));
    let plans = plans.collect();
    (tables, plans)
}

fn planned(top: &Top, definitions: &Map<String, Value>, tables: &mut Vec<Table>) -> Plan {
    let mut columns = vec![column(
        "patient",
        Holds::Patient,
        "Whose record: the patient's id.",
    )];
    columns.extend(top.thing.map(|thing| {
        column(
            thing,
            Holds::Thing(thing),
            "The id of what the row is about.",
        )
    }));
    let keys = columns.clone();
    columns.extend(
        top.lead
            .iter()
            .map(|(name, lead, about)| column(name, lead.holds(), about)),
    );
    let table = tables.len();
    tables.push(Table {
        name: top.name.to_owned(),
        about: top.about.to_owned(),
        columns,
    });
    let schema = top.shape.map(reference).unwrap_or_default();
    below(table, &keys, &schema, definitions, tables)
}

/// Adds the columns of a shape to its table, and the tables of its lists.
fn below(
    table: usize,
    keys: &[Column],
    schema: &Value,
    definitions: &Map<String, Value>,
    tables: &mut Vec<Table>,
) -> Plan {
    let layout = layout(schema, definitions);
    let mut fields = Vec::new();
    let mut above = String::new();
    if let Some(table) = tables.get_mut(table) {
        above.clone_from(&table.name);
        for field in layout.fields {
            fields.push(field.path);
            table.columns.push(field.column);
        }
    }
    let lists = layout.below.into_iter().map(|list| {
        let name = name_below(&above, &list.path.join("."));
        let mut keys = keys.to_vec();
        let taken = keys.iter().any(|key| key.name == "n");
        let n = if taken { "n_below" } else { "n" };
        keys.push(column(n, Holds::Count, "Which row, counted from 1."));
        let inner = tables.len();
        tables.push(Table {
            name,
            about: format!(
                "A row of `{}` in `{above}`. {}",
                list.path.join("."),
                list.about
            ),
            columns: keys.clone(),
        });
        (
            list.path,
            below(inner, &keys, &list.row, definitions, tables),
        )
    });
    let below = lists.collect();
    Plan {
        table,
        fields,
        below,
    }
}

fn name_below(above: &str, path: &str) -> String {
    let named = BELOW
        .iter()
        .find(|(table, field, _)| *table == above && *field == path);
    named.map_or_else(|| path.replace('.', "_"), |(_, _, name)| (*name).to_owned())
}

fn column(name: &str, holds: Holds, about: &str) -> Column {
    Column {
        name: name.to_owned(),
        about: about.to_owned(),
        holds,
    }
}

/// The plans by the name of their table.
pub(super) struct Tops<'a>(pub(super) &'a [Plan]);

impl Tops<'_> {
    pub(super) const PATIENTS: usize = 0;
    pub(super) const EPISODES: usize = 1;
    pub(super) const SESSIONS: usize = 2;
    pub(super) const AMENDMENTS: usize = 3;
    pub(super) const SCREENINGS: usize = 4;
    pub(super) const CONSENTS: usize = 5;
    pub(super) const WITHDRAWALS: usize = 6;
    pub(super) const CONTACTS: usize = 7;
    pub(super) const LATER_EVENTS: usize = 8;
    pub(super) const DOCUMENTS: usize = 9;
    pub(super) const HOLDS: usize = 10;
    pub(super) const ENTRIES: usize = 11;
    pub(super) const WITHHELD: usize = 12;
    pub(super) const SIGNERS: usize = 13;
    pub(super) const NOT_HELD: usize = 14;
    pub(super) const ATTACHMENTS: usize = 15;

    pub(super) fn get(&self, top: usize) -> Option<&Plan> {
        self.0.get(top)
    }

    pub(super) fn has_thing(top: usize) -> bool {
        TOPS.get(top).is_some_and(|top| top.thing.is_some())
    }
}
