//! Change the file's key: the real way to shut somebody out, and the way back in for everybody who was away.

use filiform_domain::ids::TherapistId;
use filiform_domain::role::Right;
use filiform_store::vault::{self, Passphrase, RecoveryCode, WayIn};
use filiform_store::{RekeyStep, Store, StoreError};

use crate::contract::{
    CameBack, ChangeFileKey, ComeBack, FileKeyChanged, OneTimeCode, RenewOneTimeCode, Stage,
};
use crate::error::Error;
use crate::practice::Open;
use crate::wording::sessions::signer;
use crate::{Filiform, Job};

/// Writes the practice anew under another random key. A long job: until its end nothing has changed. Who works here
/// and was away comes back with their own passphrase and a one-time code, which the answer shows once.
///
/// # Errors
/// [`Error::NotAllowed`] for everybody but the owner; a wrong passphrase; what the disk says. When the file cannot
/// be opened again afterwards the practice is locked.
pub fn change_file_key(
    filiform: &Filiform,
    typed: ChangeFileKey,
    job: &Job<'_>,
) -> Result<FileKeyChanged, Error> {
    let passphrase = Passphrase::new(typed.passphrase);
    let mut tell = |step: RekeyStep, done, of| job.step(step.into(), done, of);
    let changed = filiform.with_open_as(Right::RunPractice, |open| {
        let stamp = filiform.stamp(open);
        let rekeyed = open
            .store
            .change_key(&stamp, &passphrase, job.stop(), &mut tell)?;
        let codes = rekeyed.codes.iter();
        Ok(FileKeyChanged {
            recovery_code: rekeyed.recovery.to_sheet().to_string(),
            codes: codes
                .map(|(of, code)| one_time(open, *of, code))
                .collect::<Result<_, _>>()?,
        })
    });
    if changed.as_ref().err() == Some(&Error::Store(StoreError::MustReopen)) {
        // What is open now is open to nothing.
        drop(filiform.close());
    }
    changed
}

/// Another one-time code for somebody who has to come back; the one before opens nothing.
///
/// # Errors
/// [`Error::NotAllowed`] for everybody but the owner; a wrong passphrase; somebody who needs no code.
pub fn renew_one_time_code(
    filiform: &Filiform,
    typed: RenewOneTimeCode,
) -> Result<OneTimeCode, Error> {
    let own = Passphrase::new(typed.own_passphrase);
    filiform.with_open_as(Right::RunPractice, |open| {
        open.store.confirm(&own, filiform.now())?;
        let code = open.store.renew_one_time_code(typed.id)?;
        one_time(open, typed.id, &code)
    })
}

/// Opens the practice for somebody who was away when its key was changed, and gives them a way in again: their
/// passphrase as it was, or a new one with their old recovery code, and a new recovery code.
///
/// # Errors
/// As for an unlock; a mistyped or wrong one-time code.
pub fn come_back(filiform: &Filiform, typed: ComeBack) -> Result<CameBack, Error> {
    let one_time = RecoveryCode::parse(&typed.one_time_code)?;
    let passphrase = Passphrase::new(typed.passphrase);
    let recovery = match typed.recovery_code.trim() {
        "" => None,
        code => Some(RecoveryCode::parse(code)?),
    };
    let cost = (filiform.host.cost)();
    let way = match &recovery {
        None => WayIn::Passphrase(&passphrase),
        Some(code) => WayIn::Recovery {
            code,
            new_passphrase: &passphrase,
            cost,
        },
    };
    let (now, entropy) = (filiform.now(), &filiform.host.entropy);
    filiform.close()?;
    let folder = &filiform.host.folder;
    let back = vault::come_back(folder, &way, &one_time, cost, &**entropy, now.utc_ms)?;
    filiform.set_open(Store::open(back.opened, entropy.clone(), now)?)?;
    Ok(CameBack {
        recovery_code: back.recovery.to_sheet().to_string(),
        workspace: filiform.with_open_as(Right::OwnSeat, Open::workspace)?,
    })
}

fn one_time(open: &Open, of: TherapistId, code: &RecoveryCode) -> Result<OneTimeCode, Error> {
    let therapist = open.therapist(of)?;
    Ok(OneTimeCode {
        id: of,
        name: signer(&therapist.name, &therapist.credentials),
        code: code.to_sheet().to_string(),
    })
}

impl From<RekeyStep> for Stage {
    fn from(step: RekeyStep) -> Self {
        match step {
            RekeyStep::Copying => Self::Copying,
            RekeyStep::Checking => Self::ReadingBack,
        }
    }
}
