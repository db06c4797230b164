//! Log a contact between two visits: a phone call, a message, a talk with a physician.
//!
//! The entry is signed like a note, stands in the timeline where it was, and is never changed.

use filiform_domain::contact::ContactDraft;
use filiform_domain::entry::{Access, Entry};
use filiform_domain::ids::ContactId;
use filiform_domain::role::Right;
use filiform_store::{Happened, KeptPatient, Write};

use crate::Filiform;
use crate::contract::{
    CheckContact, ContactForm, ContactPage, FormKept, LogContact, ProblemList, WhichContact,
    WhichPatient,
};
use crate::error::Error;
use crate::practice::{CONTACT, Open, form_kept};
use crate::wording::between::TALK_HEADINGS;

/// Begins a contact now, or goes on with the one that is not finished yet. Nothing is kept before something
/// is typed, and nothing is filled in but the date and the time.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_contact_form(filiform: &Filiform, which: WhichPatient) -> Result<ContactForm, Error> {
    let now = filiform.now();
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let blank = ContactDraft {
            date: now.date().to_string(),
            time: now.clock(),
            ..ContactDraft::default()
        };
        let (kept_draft, contact) = match open.unfinished(CONTACT, which.patient)? {
            Some((draft, typed)) => (form_kept(draft), typed),
            None => (FormKept::default(), blank),
        };
        Ok(ContactForm {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            contact,
            kept: kept_draft,
            referrer: referrer(&kept),
            talk_headings: TALK_HEADINGS.to_owned(),
        })
    })
}

/// Says what is wrong with a contact while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_contact(filiform: &Filiform, typed: CheckContact) -> Result<ProblemList, Error> {
    let id = ContactId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
        let offset_at = |local| filiform.host.clock.offset_at(local);
        let between = filiform.between(&kept, &offset_at);
        let problems = typed.contact.checked(id, &between).err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Signs a contact and keeps it.
///
/// # Errors
/// Every fault at its field; nothing is kept then. [`Error::Gone`] when there is no such patient.
pub fn log_contact(filiform: &Filiform, typed: LogContact) -> Result<ContactPage, Error> {
    let id = ContactId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
        let offset_at = |local| filiform.host.clock.offset_at(local);
        let between = filiform.between(&kept, &offset_at);
        let contact = typed.contact.checked(id, &between).map_err(Error::Fields)?;
        let write = Write {
            entries: vec![Entry::ContactLogged(Box::new(contact))],
            finish_draft: typed.draft,
        };
        open.store.transact(&filiform.stamp(open), write)?;
        page(filiform, open, id)
    })
}

/// One contact in full.
///
/// # Errors
/// [`Error::Gone`] when there is no such contact.
pub fn open_contact(filiform: &Filiform, which: WhichContact) -> Result<ContactPage, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let kept = open.store.contact(which.contact)?.ok_or(Error::Gone)?;
        sight.require(kept.happened.patient())?;
        if !sight.reads(kept.happened.at().date()) {
            return Err(Error::Gone);
        }
        let page = page(filiform, open, which.contact)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(page.words.patient),
            times: 1,
        });
        Ok(page)
    })
}

fn page(filiform: &Filiform, open: &Open, id: ContactId) -> Result<ContactPage, Error> {
    let kept = open.store.contact(id)?.ok_or(Error::Gone)?;
    let Happened::Contact(contact) = &kept.happened else {
        return Err(Error::Gone);
    };
    Ok(ContactPage {
        id,
        contact: contact.to_draft(),
        words: filiform.between_words(open, &kept)?,
    })
}

fn referrer(kept: &KeptPatient) -> String {
    let referrer = kept.patient.referrer.as_ref();
    referrer.map(|who| who.name.clone()).unwrap_or_default()
}
