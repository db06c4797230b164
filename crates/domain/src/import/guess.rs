//! What a column means, guessed from its name alone. A guess is shown and can be changed; none is made of a value.

use super::dates::shown_order;
use super::{ColumnUse, Field, Mapping, Table};
use crate::fold::fold;

/// Names that columns are found to have, without spaces and signs. The first meaning that has the name is taken.
const NAMES: [(Field, &[&str]); 17] = [
    (
        Field::FamilyName,
        &[
            "familyname",
            "lastname",
            "surname",
            "patientlastname",
            "lname",
            "patientfamilyname",
            "nachname",
        ],
    ),
    (
        Field::GivenName,
        &[
            "givenname",
            "firstname",
            "forename",
            "patientfirstname",
            "fname",
            "givennames",
            "patientgivenname",
            "vorname",
        ],
    ),
    (
        Field::FullName,
        &[
            "name",
            "fullname",
            "patientname",
            "patient",
            "clientname",
            "client",
        ],
    ),
    (
        Field::BirthDate,
        &[
            "birthdate",
            "dateofbirth",
            "dob",
            "birthday",
            "patientdob",
            "patientbirthdate",
            "geburtsdatum",
        ],
    ),
    (
        Field::Sex,
        &[
            "sex",
            "gender",
            "administrativesex",
            "patientsex",
            "geschlecht",
        ],
    ),
    (
        Field::Phone,
        &[
            "phone",
            "telephone",
            "phonenumber",
            "mobile",
            "mobilephone",
            "cell",
            "cellphone",
            "homephone",
            "telefon",
        ],
    ),
    (
        Field::Email,
        &["email", "emailaddress", "mail", "patientemail"],
    ),
    (
        Field::Address,
        &[
            "address",
            "address1",
            "address2",
            "addressline1",
            "addressline2",
            "street",
            "city",
            "state",
            "zip",
            "zipcode",
            "postcode",
            "postalcode",
            "country",
            "adresse",
        ],
    ),
    (
        Field::RecordNumber,
        &[
            "recordnumber",
            "mrn",
            "patientid",
            "patientnumber",
            "chartnumber",
            "chartno",
            "medicalrecordnumber",
            "clientid",
            "patientno",
            "accountnumber",
        ],
    ),
    (
        Field::ReferrerName,
        &[
            "referrer",
            "referrername",
            "referredby",
            "referringprovider",
            "referringphysician",
            "referringdoctor",
        ],
    ),
    (
        Field::ReferrerOrganisation,
        &[
            "referrerorganisation",
            "referrerorganization",
            "referringpractice",
            "referringclinic",
        ],
    ),
    (
        Field::ReferrerPhone,
        &[
            "referrerphone",
            "referringproviderphone",
            "referringphysicianphone",
        ],
    ),
    (
        Field::NoteDate,
        &[
            "notedate",
            "dateofservice",
            "servicedate",
            "dos",
            "visitdate",
            "encounterdate",
            "sessiondate",
            "appointmentdate",
            "treatmentdate",
            "date",
        ],
    ),
    (
        Field::NoteTime,
        &[
            "notetime",
            "visittime",
            "starttime",
            "time",
            "sessiontime",
            "appointmenttime",
        ],
    ),
    (
        Field::NoteOperator,
        &[
            "noteoperator",
            "provider",
            "providername",
            "therapist",
            "clinician",
            "practitioner",
            "author",
            "renderingprovider",
            "treatingtherapist",
            "treatedby",
            "signedby",
        ],
    ),
    (
        Field::NoteNumber,
        &[
            "notenumber",
            "noteid",
            "encounterid",
            "visitid",
            "appointmentid",
        ],
    ),
    (
        Field::NoteText,
        &[
            "note",
            "notes",
            "notetext",
            "text",
            "subjective",
            "objective",
            "assessment",
            "plan",
            "treatment",
            "soap",
            "soapnote",
            "clinicalnote",
            "progressnote",
            "narrative",
            "history",
            "comments",
        ],
    ),
];

/// A mapping of these columns by their names. Of two columns for one meaning the first has it. The order of dates is
/// taken from the dates where one of them shows it.
pub fn guess(table: &Table) -> Mapping {
    let mut columns: Vec<ColumnUse> = Vec::with_capacity(table.columns.len());
    for name in &table.columns {
        let field = meaning(name);
        let taken = columns.iter().any(|used| used.is == field);
        let is = if taken && !field.may_repeat() {
            Field::Skip
        } else {
            field
        };
        columns.push(ColumnUse {
            column: name.clone(),
            is,
        });
    }
    // A note without its date or without its text cannot be read.
    let has = |field| columns.iter().any(|used: &ColumnUse| used.is == field);
    if has(Field::NoteText) != has(Field::NoteDate) {
        for used in &mut columns {
            if is_of_note(used.is) {
                used.is = Field::Skip;
            }
        }
    }
    let mapping = Mapping {
        columns,
        dates: None,
    };
    let dates = shown_order(table, &mapping.date_columns(table));
    Mapping { dates, ..mapping }
}

fn is_of_note(field: Field) -> bool {
    matches!(
        field,
        Field::NoteDate
            | Field::NoteTime
            | Field::NoteOperator
            | Field::NoteNumber
            | Field::NoteText
    )
}

fn meaning(column: &str) -> Field {
    let name: String = fold(column)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let known = |(_, names): &&(Field, &[&str])| names.contains(&name.as_str());
    NAMES
        .iter()
        .find(known)
        .map_or(Field::Skip, |(field, _)| *field)
}
