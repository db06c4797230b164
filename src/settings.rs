//! Settings: the practice, the therapist, the ways in. Clinical ones are entries of the ledger.

mod pictures;

use std::path::{Path, PathBuf};

use filiform_domain::entry::{Access, Entry, PracticeChanged, TherapistChanged, access};
use filiform_domain::picture::PictureOf;
use filiform_domain::practice::{PaperSize, Practice, Therapist};
use filiform_domain::problem::Check;
use filiform_domain::role::Right;
use filiform_report::{Paper, RecoverySheet};
use filiform_store::Write;
use filiform_store::vault::{Passphrase, RecoveryCode, unsuitable_place};

use crate::Filiform;
use crate::contract::{
    ChangePassphrase, Nothing, PracticePage, RecoveryCodeRenewed, RecoverySheetOffer,
    RecoverySheetSaved, RenewRecoveryCode, SaveRecoverySheet, SettingsKept,
};
use crate::error::Error;
use crate::practice::{Open, SETTINGS, form_kept, free_path, write_new};
use crate::wording;

pub use pictures::{change_logo, change_signature};

/// The practice and its therapist as they stand.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice.
pub fn practice_page(filiform: &Filiform, _: Nothing) -> Result<PracticePage, Error> {
    filiform.with_open_as(Right::OwnSeat, |open| page(filiform, open))
}

/// Changes the practice's own details. Letters use the new ones from now on.
///
/// # Errors
/// Every fault at its field.
pub fn change_practice(filiform: &Filiform, typed: Practice) -> Result<PracticePage, Error> {
    let practice = typed.checked().map_err(Error::Fields)?;
    filiform.with_open_as(Right::RunPractice, |open| {
        let id = open.store.practice()?.id;
        write(
            filiform,
            open,
            Entry::PracticeChanged(PracticeChanged { id, practice }),
        )
    })
}

/// Changes the details of the therapist who is working.
///
/// # Errors
/// Every fault at its field. An expired licence or certificate is no fault.
pub fn change_therapist(filiform: &Filiform, typed: Therapist) -> Result<PracticePage, Error> {
    let therapist = typed.checked(filiform.catalogue()).map_err(Error::Fields)?;
    filiform.with_open_as(Right::OwnSeat, |open| {
        write(
            filiform,
            open,
            Entry::TherapistChanged(TherapistChanged {
                id: open.me,
                therapist,
                role: None,
            }),
        )
    })
}

/// Changes the passphrase of the therapist who is working. The recovery code stays valid.
///
/// # Errors
/// A wrong old passphrase, or a weak new one with a hint.
pub fn change_passphrase(filiform: &Filiform, typed: ChangePassphrase) -> Result<Nothing, Error> {
    let (old, new) = (Passphrase::new(typed.old), Passphrase::new(typed.new));
    filiform.with_open_as(Right::OwnSeat, |open| {
        open.store
            .change_passphrase(&old, (&new, (filiform.host.cost)()), filiform.now())?;
        Ok(Nothing {})
    })
}

/// Draws another recovery code, to be shown once. The one before opens nothing from now on.
///
/// # Errors
/// A wrong passphrase, or one that has to wait; the code before stays valid then.
pub fn renew_recovery_code(
    filiform: &Filiform,
    typed: RenewRecoveryCode,
) -> Result<RecoveryCodeRenewed, Error> {
    let passphrase = Passphrase::new(typed.passphrase);
    filiform.with_open_as(Right::OwnSeat, |open| {
        let code = open
            .store
            .renew_recovery_code(&passphrase, filiform.now())?;
        Ok(RecoveryCodeRenewed {
            recovery_code: code.to_sheet().to_string(),
        })
    })
}

/// What was typed and not saved. Leaving the settings, a lock or a crash loses none of it.
fn unsaved(open: &Open) -> Result<SettingsKept, Error> {
    let found = open.unfinished(SETTINGS, None)?;
    Ok(
        found.map_or_else(SettingsKept::default, |(draft, typed)| SettingsKept {
            typed,
            kept: form_kept(draft),
        }),
    )
}

/// Notes that the sheet with the recovery code went to the printer.
///
/// # Errors
/// [`Error::Locked`].
pub fn recovery_sheet_printed(filiform: &Filiform, _: Nothing) -> Result<Nothing, Error> {
    filiform.with_open_as(Right::OwnSeat, |open| {
        open.store.note_access(Access {
            action: access::PRINTED.into(),
            patient: None,
            times: 1,
        });
        Ok(Nothing {})
    })
}

/// Where the recovery sheet would be saved: nowhere, unless it is asked for.
///
/// # Errors
/// [`Error::Locked`].
pub fn offer_recovery_sheet(filiform: &Filiform, _: Nothing) -> Result<RecoverySheetOffer, Error> {
    filiform.with_open_as(Right::OwnSeat, |_| {
        let name = ("recovery sheet", "pdf");
        let path = free_path(&filiform.host.letters, name, filiform.today());
        Ok(RecoverySheetOffer {
            path: path.display().to_string(),
        })
    })
}

/// Writes the recovery sheet as PDF/A-3a and PDF/UA-1, and notes that it was saved.
///
/// # Errors
/// A mistyped code; a fault at `path`, also when it lies in the practice's own folder, where the sheet would be stolen
/// with the file that it opens; [`Error::FileExists`] unless it may be replaced; why the file was not written.
pub fn save_recovery_sheet(
    filiform: &Filiform,
    asked: SaveRecoverySheet,
) -> Result<RecoverySheetSaved, Error> {
    let code = RecoveryCode::parse(&asked.code)?;
    let path = PathBuf::from(asked.path.trim());
    filiform.with_open_as(Right::OwnSeat, |open| {
        check_place(&path, &filiform.host.folder)?;
        if asked.person.is_some_and(|person| person != open.me) {
            // The sheet of somebody else is shown only to who let them in.
            open.sight(Right::RunPractice, filiform.today())?;
        }
        let practice = open.store.practice()?.practice;
        let sheet = RecoverySheet {
            practice: practice.name,
            person: open.signer_words(asked.person.unwrap_or(open.me))?,
            groups: code.to_sheet().split('-').map(str::to_owned).collect(),
            date: filiform.today().words(),
            folder: filiform.host.folder.display().to_string(),
            paper: match practice.paper {
                PaperSize::Letter => Paper::Letter,
                PaperSize::A4 => Paper::A4,
            },
        };
        let pdf = filiform_report::recovery_sheet(&sheet, wording::made_at(filiform.now()));
        // The typesetter remembers what it has set; nobody may find the code there.
        filiform_report::forget();
        write_new(&path, &pdf?.bytes, asked.replace)?;
        open.store.note_access(Access {
            action: access::SHEET_SAVED.into(),
            patient: None,
            times: 1,
        });
        let warning = unsuitable_place(&path, None)
            .map(|place| format!("{place} A copy of the sheet lies on other computers now."));
        Ok(RecoverySheetSaved {
            path: path.display().to_string(),
            warning: warning.unwrap_or_default(),
        })
    })
}

fn check_place(path: &Path, practice: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    if !path.is_absolute()
        || path
            .extension()
            .is_none_or(|end| !end.eq_ignore_ascii_case("pdf"))
    {
        check.fault(
            "path",
            "path",
            "Give the whole path of the file, ending in .pdf.",
        );
    } else if path.starts_with(practice) {
        check.fault(
            "path",
            "own-folder",
            "Not beside the practice: whoever takes one would have both. Choose another place, such as a stick.",
        );
    }
    check.finish(()).map_err(Error::Fields)
}

fn write(filiform: &Filiform, open: &Open, entry: Entry) -> Result<PracticePage, Error> {
    open.store.transact(
        &filiform.stamp(open),
        Write {
            entries: vec![entry],
            finish_draft: None,
        },
    )?;
    page(filiform, open)
}

fn page(filiform: &Filiform, open: &Open) -> Result<PracticePage, Error> {
    let therapist = open.therapist(open.me)?;
    let PracticeChanged { id, practice } = open.store.practice()?;
    Ok(PracticePage {
        warnings: wording::expiry_warnings(&therapist, filiform.today()),
        logo: open.store.picture(PictureOf::Logo(id))?,
        signature: open.store.picture(PictureOf::Signature(open.me))?,
        practice,
        therapist,
        unsaved: unsaved(open)?,
        folder: filiform.host.folder.display().to_string(),
        fingerprint: wording::fingerprint(&open.store.fingerprint().hash),
    })
}
