//! `therapists`, `therapist`, `hand-over`, `change-key` and `come-back`: who works here.

use filiform::contract::{
    AddTherapist, ChangeFileKey, ChangeRole, ComeBack as CameBackAsked, HandOnDrafts,
    HandOver as HandOverAsked, Nothing, Person, RemoveTherapist, RenewOneTimeCode, TherapistsPage,
};
use filiform::{Error, Filiform, Job, change_key, hand_over as handing, manage_therapists, today};
use filiform_domain::ids::TherapistId;
use filiform_domain::practice::Therapist as Details;
use filiform_domain::role::RoleTyped;
use serde_json::json;

use crate::arguments::{
    AddPerson, Arguments, ComeBack, HandOver, RoleAsked, Therapist, TherapistWhat,
};
use crate::failure::Failure;
use crate::output::Output;
use crate::{passphrase, practice, progress};

/// Lists who works here, and who did.
pub(super) fn list(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let page = practice::with_open(arguments, output, |filiform| {
        Ok(manage_therapists::therapists_page(filiform, Nothing {})?)
    })?;
    output.answer(&page, || page.people.iter().map(line).collect());
    Ok(())
}

/// Does one thing about somebody.
pub(super) fn therapist(
    arguments: &Arguments,
    output: &Output,
    asked: &Therapist,
) -> Result<(), Failure> {
    practice::with_open_by(arguments, output, |filiform, own| match &asked.what {
        TherapistWhat::Add(person) => add(filiform, output, own, person),
        TherapistWhat::Role(change) => {
            let typed = ChangeRole {
                id: named(filiform, &change.who.who)?,
                role: role(filiform, &change.role)?,
                own_passphrase: own.to_owned(),
            };
            say_page(output, &manage_therapists::change_role(filiform, typed)?);
            Ok(())
        }
        TherapistWhat::Remove(who) => {
            let typed = RemoveTherapist {
                id: named(filiform, &who.who)?,
                own_passphrase: own.to_owned(),
            };
            let page = manage_therapists::remove_therapist(filiform, typed)?;
            say_page(output, &page);
            Ok(())
        }
        TherapistWhat::HandOn(on) => {
            let given = HandOnDrafts {
                from: named(filiform, &on.who.who)?,
                to: named(filiform, &on.to)?,
            };
            handing::hand_on_drafts(filiform, given)?;
            output.answer(&json!({}), || vec!["Handed on.".to_owned()]);
            Ok(())
        }
        TherapistWhat::Code(who) => {
            let typed = RenewOneTimeCode {
                id: named(filiform, &who.who)?,
                own_passphrase: own.to_owned(),
            };
            let code = change_key::renew_one_time_code(filiform, typed)?;
            output.answer(&code, || {
                vec![format!("One-time code of {}: {}", code.name, code.code)]
            });
            Ok(())
        }
    })
}

fn add(filiform: &Filiform, output: &Output, own: &str, person: &AddPerson) -> Result<(), Failure> {
    let file = person.new_passphrase_file.as_deref();
    let typed = AddTherapist {
        therapist: Details {
            name: person.name.clone(),
            credentials: person.credentials.clone(),
            ..Details::default()
        },
        role: role(filiform, &person.role)?,
        passphrase: passphrase::of_another(file, output)?.to_string(),
        own_passphrase: own.to_owned(),
        draft: None,
    };
    let joined = manage_therapists::add_therapist(filiform, typed)?;
    let answer = json!({ "id": joined.id, "recovery_code": joined.recovery_code });
    output.answer(&answer, || {
        vec![
            format!("Recovery code of {}: {}", person.name, joined.recovery_code),
            "Write it down now. It is not shown again.".to_owned(),
        ]
    });
    Ok(())
}

/// Gives my open note of a patient to a colleague.
pub(super) fn hand_over(
    arguments: &Arguments,
    output: &Output,
    asked: &HandOver,
) -> Result<(), Failure> {
    practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let colleagues = handing::colleagues(filiform, Nothing {})?.colleagues;
        let drafts = today::today(filiform, Nothing {})?.drafts.into_iter();
        let mut mine = drafts.filter(|d| d.kind == "session" && d.patient == Some(patient));
        let draft = mine.next().ok_or(Error::Gone)?.draft;
        let fits = |name: &str, id: TherapistId| names(&asked.to, name, id);
        let to = colleagues.iter().find(|c| fits(&c.name, c.id));
        let to = to.ok_or(Failure::NoPerson)?;
        handing::hand_over_draft(filiform, HandOverAsked { draft, to: to.id })?;
        output.answer(&json!({ "draft": draft, "to": to.id }), || {
            vec![format!("Handed over to {}.", to.name)]
        });
        Ok(())
    })
}

/// Writes the practice anew under another key, and prints the codes, once.
pub(super) fn change_the_key(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    practice::with_open_by(arguments, output, |filiform, own| {
        let typed = ChangeFileKey {
            passphrase: own.to_owned(),
        };
        let change = |job: &Job<'_>| change_key::change_file_key(filiform, typed, job);
        let changed = progress::show("Changing the key", change)?;
        output.answer(&changed, || {
            let codes = changed.codes.iter();
            let codes = codes.map(|code| format!("One-time code of {}: {}", code.name, code.code));
            let own = format!("Your new recovery code: {}", changed.recovery_code);
            let last = "Write these down now. They are not shown again.".to_owned();
            std::iter::once(own).chain(codes).chain([last]).collect()
        });
        Ok(())
    })
}

/// Comes back after the key was changed, and prints the new recovery code, once.
pub(super) fn come_back(
    arguments: &Arguments,
    output: &Output,
    asked: &ComeBack,
) -> Result<(), Failure> {
    let filiform = practice::closed(arguments)?;
    let typed = CameBackAsked {
        passphrase: passphrase::given(arguments, output)?.to_string(),
        recovery_code: String::new(),
        one_time_code: passphrase::one_time_code(asked.code_file.as_deref(), output)?.to_string(),
    };
    let came = change_key::come_back(&filiform, typed)?;
    let answer = json!({ "recovery_code": came.recovery_code });
    practice::ended(&filiform, Ok(()))?;
    output.answer(&answer, || {
        vec![
            format!("Your new recovery code: {}", came.recovery_code),
            "Write it down now. It is not shown again.".to_owned(),
        ]
    });
    Ok(())
}

fn role(filiform: &Filiform, asked: &RoleAsked) -> Result<RoleTyped, Failure> {
    let patients = asked.patient.iter();
    Ok(RoleTyped {
        role: Some(asked.role.into()),
        patients: patients
            .map(|named| practice::patient(filiform, named))
            .collect::<Result<_, _>>()?,
        from: asked.from.clone(),
        to: asked.to.clone(),
        until: asked.until.clone(),
    })
}

/// The one person that an id or a name names.
fn named(filiform: &Filiform, who: &str) -> Result<TherapistId, Failure> {
    let page = manage_therapists::therapists_page(filiform, Nothing {})?;
    let mut fits = page.people.iter().filter(|p| names(who, &p.name, p.id));
    match (fits.next(), fits.next()) {
        (Some(person), None) => Ok(person.id),
        _ => Err(Failure::NoPerson),
    }
}

/// Whether this is their id, or their name with or without the letters after it.
fn names(who: &str, name: &str, id: TherapistId) -> bool {
    let bare = name.split(',').next().unwrap_or_default();
    who.parse() == Ok(id) || who == name || who == bare
}

fn say_page(output: &Output, page: &TherapistsPage) {
    output.answer(page, || page.people.iter().map(line).collect());
}

fn line(person: &Person) -> String {
    let left = person.left.as_deref().map(|day| format!("left {day}"));
    let drafts = (person.drafts > 0).then(|| format!("{} notes not signed", person.drafts));
    let away = person.returning.then(|| "needs a one-time code".to_owned());
    let about = [Some(person.role_words.clone()), left, drafts, away];
    let about: Vec<String> = about.into_iter().flatten().collect();
    format!("{}  {}  {}", person.id, person.name, about.join(", "))
}
