//! Made-up people: names of many languages, a date of birth, who referred them.

use chrono::Days;
use filiform_catalogue::Catalogue;
use filiform_domain::patient::{Complaint, Patient, Referrer, Sex};
use filiform_domain::time::CalendarDate;

use super::dice::Dice;
use super::words::{CLINICIANS, LANGUAGES, STREETS};

/// The `n`th patient, between 18 and 85 years old on `today`.
pub(super) fn patient(
    dice: &mut Dice,
    n: u32,
    today: CalendarDate,
    complaint: &Complaint,
) -> Patient {
    // In turn, so that even a small practice has names of several scripts.
    let language = LANGUAGES
        .iter()
        .cycle()
        .nth(usize::try_from(n).unwrap_or_default() % LANGUAGES.len());
    let (women, men, families) = language.copied().unwrap_or_default();
    let female = dice.in_hundred(55);
    let given_name = dice.word(if female { women } else { men });
    Patient {
        family_name: dice.word(families).to_owned(),
        given_name: given_name.to_owned(),
        birth_date: birth_date(dice, today),
        sex: if female { Sex::Female } else { Sex::Male },
        phone: format!("555 01{:02}", dice.below(100)),
        email: if dice.in_hundred(60) {
            format!("patient{}@example.org", n + 1)
        } else {
            String::new()
        },
        address: format!(
            "{} {}\nSampleton",
            dice.between(1, 120),
            dice.word(&STREETS)
        ),
        record_number: format!("D-{:05}", n + 1),
        payer: None,
        referrer: dice.in_hundred(80).then(|| referrer(dice, complaint)),
        conditions: vec![complaint.clone()],
    }
}

fn birth_date(dice: &mut Dice, today: CalendarDate) -> CalendarDate {
    let days_lived = u64::from(dice.between(18 * 366, 85 * 365));
    CalendarDate(
        today
            .0
            .checked_sub_days(Days::new(days_lived))
            .unwrap_or(today.0),
    )
}

fn referrer(dice: &mut Dice, complaint: &Complaint) -> Referrer {
    let (name, organisation) = dice.one(&CLINICIANS).copied().unwrap_or_default();
    let condition = Catalogue::shipped().conditions().get(&complaint.condition);
    Referrer {
        name: name.to_owned(),
        organisation: organisation.to_owned(),
        address: format!(
            "{} {}\nSampleton",
            dice.between(1, 120),
            dice.word(&STREETS)
        ),
        phone: format!("555 01{:02}", dice.below(100)),
        reason: condition.map(|row| row.name.clone()).unwrap_or_default(),
    }
}
