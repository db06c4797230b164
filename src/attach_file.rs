//! Attach a file to a record: a scan, a photo, a letter that came in. Whoever opens the post may.
//!
//! What it is is told by its bytes alone. They go into the encrypted file in the transaction that signs for them, and come
//! out of it for the window; only a copy that somebody asks for is ever written anywhere else.

mod copy;

use data_encoding::{BASE64, HEXLOWER};
use filiform_domain::attachment::content::{self, FileSeen, MOST_BYTES};
use filiform_domain::attachment::{Attachment, AttachmentDraft, FileKept};
use filiform_domain::entry::{Access, Entry};
use filiform_domain::ids::{AttachmentId, DraftId, PatientId, SessionId};
use filiform_domain::problem::Problem;
use filiform_domain::role::{Right, may};
use filiform_store::{KeptBetween, Write};
use sha2::{Digest, Sha256};

use crate::Filiform;
use crate::contract::{
    AttachFile, AttachForm, AttachedFile, AttachmentPage, CheckAttachment, FileLook, FormKept,
    LookAtFile, ProblemList, RefuseLargeFile, SessionChoice, WhichAttachment, WhichPatient,
    WithdrawAttachment,
};
use crate::error::Error;
use crate::practice::{ATTACHMENT, Open, Sight, form_kept, why_withdrawn};
use crate::wording::{self, between::moment};

pub use copy::save_attachment;

/// Sessions that are offered to choose from, newest first.
const OFFERED: u32 = 200;

/// Begins one, or goes on with what was typed and is not attached yet. The file itself is chosen again: its bytes are
/// nowhere before it is attached.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_attach_form(filiform: &Filiform, which: WhichPatient) -> Result<AttachForm, Error> {
    filiform.with_sight_as(Right::AttachFiles, |open, sight| {
        let kept = open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let (kept_draft, attachment) = match open.unfinished(ATTACHMENT, which.patient)? {
            Some((draft, typed)) => (form_kept(draft), typed),
            None => (FormKept::default(), AttachmentDraft::default()),
        };
        let attached = open.attachments(sight, which.patient)?;
        let line = |kept: &KeptBetween| wording::between::line(filiform.catalogue(), kept);
        Ok(AttachForm {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            attachment,
            kept: kept_draft,
            sessions: sessions(filiform, open, which.patient)?,
            attached: attached.iter().map(line).collect(),
            most: wording::attachments::most(),
            most_bytes: u32::try_from(MOST_BYTES).unwrap_or(u32::MAX),
        })
    })
}

/// Says what a file is, or why it cannot be attached. Nothing of it is kept.
///
/// # Errors
/// [`Error::Locked`], or that the role may not.
pub fn look_at_file(filiform: &Filiform, asked: LookAtFile) -> Result<FileLook, Error> {
    filiform.with_open_as(Right::AttachFiles, |_| {
        Ok(
            match decoded(&asked.file).and_then(|bytes| content::look(&bytes)) {
                Ok(seen) => FileLook {
                    words: wording::attachments::seen(&seen),
                    format: Some(seen.format),
                    problems: Vec::new(),
                },
                Err(problem) => refused(problem),
            },
        )
    })
}

/// The words for a file that is larger than may be, so that the window need not read it.
///
/// # Errors
/// [`Error::Locked`], or that the role may not.
pub fn refuse_large_file(filiform: &Filiform, asked: RefuseLargeFile) -> Result<FileLook, Error> {
    filiform.with_open_as(Right::AttachFiles, |_| {
        Ok(refused(content::too_large(asked.bytes)))
    })
}

/// Says what is wrong with what is typed of a file.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_attachment(filiform: &Filiform, typed: CheckAttachment) -> Result<ProblemList, Error> {
    filiform.with_open_as(Right::AttachFiles, |open| {
        // The file is looked at when it is chosen, not with every key.
        let problems = checked(filiform, open, (typed.patient, &typed.attachment), None)?.err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Signs for a file and keeps its bytes.
///
/// # Errors
/// Every fault at its field; nothing is kept then. [`Error::Gone`] when there is no such patient.
pub fn attach_file(filiform: &Filiform, typed: AttachFile) -> Result<AttachmentPage, Error> {
    let of = (typed.patient, &typed.attachment);
    attach(filiform, of, decoded(&typed.file), typed.draft)
}

/// The same with the bytes themselves, as the terminal reads them.
///
/// # Errors
/// Those of [`attach_file`].
pub fn attach_bytes(
    filiform: &Filiform,
    patient: PatientId,
    attachment: &AttachmentDraft,
    bytes: Vec<u8>,
) -> Result<AttachmentPage, Error> {
    attach(filiform, (patient, attachment), Ok(bytes), None)
}

fn attach(
    filiform: &Filiform,
    of: (PatientId, &AttachmentDraft),
    bytes: Result<Vec<u8>, Problem>,
    draft: Option<DraftId>,
) -> Result<AttachmentPage, Error> {
    let seen = bytes.and_then(|bytes| Ok((content::look(&bytes)?, bytes)));
    filiform.with_sight_as(Right::AttachFiles, |open, sight| match seen {
        Err(problem) => {
            let others = checked(filiform, open, of, None)?.err().unwrap_or_default();
            let all = std::iter::once(problem).chain(others);
            Err(Error::Fields(all.collect()))
        }
        Ok((seen, bytes)) => {
            let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
            let file = Some(FileKept::new(seen, sha256));
            let attachment = checked(filiform, open, of, file)?.map_err(Error::Fields)?;
            let id = attachment.id;
            let stamp = filiform.stamp(open);
            open.store.attach(&stamp, attachment, bytes, draft)?;
            page(filiform, open, sight, id)
        }
    })
}

/// An attached file without its bytes. A front desk sees what a front desk attached.
///
/// # Errors
/// [`Error::Gone`] when there is no such file, or whoever asks may not see it.
pub fn open_attachment(
    filiform: &Filiform,
    which: WhichAttachment,
) -> Result<AttachmentPage, Error> {
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        let page = page(filiform, open, sight, which.attachment)?;
        note_opened(open, page.words.patient);
        Ok(page)
    })
}

/// The bytes of an attached file, held against the sum that was signed.
///
/// # Errors
/// [`Error::Gone`] as above, and a damaged practice when they are not those that were signed.
pub fn open_attached_file(
    filiform: &Filiform,
    which: WhichAttachment,
) -> Result<AttachedFile, Error> {
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        let kept = of_id(open, sight, which.attachment)?;
        let attachment = kept.happened.attachment().ok_or(Error::Gone)?;
        Ok(AttachedFile {
            media_type: attachment.file.format.media_type().to_owned(),
            file: BASE64.encode(&open.store.attached_bytes(attachment)?),
        })
    })
}

/// Says what is wrong with a withdrawal while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such file.
pub fn check_withdrawal(
    filiform: &Filiform,
    typed: WithdrawAttachment,
) -> Result<ProblemList, Error> {
    filiform.with_sight_as(Right::AttachFiles, |open, sight| {
        let kept = of_id(open, sight, typed.attachment)?;
        let attachment = kept.happened.attachment().ok_or(Error::Gone)?;
        let problems = typed.withdrawal.checked(attachment.clone()).err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Withdraws a file that was attached by mistake. It stays where it was and says so; another patient's leaves the practice
/// with nobody's record.
///
/// # Errors
/// Every fault at its field. [`Error::Gone`] when there is no such file; that it was withdrawn before.
pub fn withdraw_attachment(
    filiform: &Filiform,
    typed: WithdrawAttachment,
) -> Result<AttachmentPage, Error> {
    filiform.with_sight_as(Right::AttachFiles, |open, sight| {
        let kept = of_id(open, sight, typed.attachment)?;
        let attachment = kept.happened.attachment().ok_or(Error::Gone)?;
        let gone = typed.withdrawal.checked(attachment.clone());
        let entry = Entry::AttachmentWithdrawn(Box::new(gone.map_err(Error::Fields)?));
        open.store
            .transact(&filiform.stamp(open), Write::one(entry))?;
        page(filiform, open, sight, typed.attachment)
    })
}

/// What is attached to a record, newest first.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn list_attachments(
    filiform: &Filiform,
    which: WhichPatient,
) -> Result<Vec<AttachmentPage>, Error> {
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        sight.require(which.patient)?;
        open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let attached = open.attachments(sight, which.patient)?;
        attached
            .iter()
            .map(|kept| page_of(filiform, open, kept))
            .collect()
    })
}

/// The field that a file is chosen in.
const FILE: &str = "file";

fn refused(problem: Problem) -> FileLook {
    FileLook {
        words: String::new(),
        format: None,
        problems: vec![problem],
    }
}

/// The bytes, unless they are more than may be.
fn decoded(file: &str) -> Result<Vec<u8>, Problem> {
    let bytes = file.len() as u64 / 4 * 3;
    if bytes > MOST_BYTES as u64 + 3 {
        return Err(content::too_large(bytes));
    }
    BASE64.decode(file.as_bytes()).map_err(|_| Problem {
        path: FILE.into(),
        code: "unreadable".into(),
        message: "The file did not arrive whole. Choose it again.".into(),
    })
}

/// What would be signed, or every fault at its field. Without a file it says what is wrong besides.
fn checked(
    filiform: &Filiform,
    open: &Open,
    (patient, typed): (PatientId, &AttachmentDraft),
    file: Option<FileKept>,
) -> Result<Result<Attachment, Vec<Problem>>, Error> {
    let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let offset_at = |local| filiform.host.clock.offset_at(local);
    let between = filiform.between(&kept, &offset_at);
    let id = AttachmentId::new(filiform.now().utc_ms, filiform.random()?);
    let session = match typed.session.trim().parse::<SessionId>() {
        Ok(session) => open.store.session(session)?,
        Err(_) => None,
    };
    let reads = may(open.role()?, Right::ReadNotes);
    let theirs = session.filter(|signed| reads && signed.session.patient == patient);
    let exists = |id| {
        theirs
            .as_ref()
            .is_some_and(|signed| signed.session.id == id)
    };
    let nothing = FileSeen {
        format: content::FileFormat::Pdf,
        bytes: 0,
        dots: None,
    };
    let file = file.unwrap_or_else(|| FileKept::new(nothing, String::new()));
    Ok(typed.checked(id, &between, &exists, file))
}

fn sessions(
    filiform: &Filiform,
    open: &Open,
    patient: PatientId,
) -> Result<Vec<SessionChoice>, Error> {
    if !may(open.role()?, Right::ReadNotes) {
        return Ok(Vec::new());
    }
    let visits = open.store.history(patient, None, OFFERED)?.sessions;
    let holding = visits.iter().filter(|visit| visit.voided.is_none());
    Ok(holding
        .map(|visit| SessionChoice {
            id: visit.id,
            words: format!(
                "{} · {}",
                moment(visit.started),
                wording::region(filiform.catalogue(), &visit.region)
            ),
        })
        .collect())
}

fn of_id(open: &Open, sight: &Sight, id: AttachmentId) -> Result<KeptBetween, Error> {
    let kept = open.store.attachment(id)?.ok_or(Error::Gone)?;
    sight.require(kept.happened.patient())?;
    open.may_see_attachment(sight, &kept)?
        .then_some(kept)
        .ok_or(Error::Gone)
}

fn page(
    filiform: &Filiform,
    open: &Open,
    sight: &Sight,
    id: AttachmentId,
) -> Result<AttachmentPage, Error> {
    page_of(filiform, open, &of_id(open, sight, id)?)
}

fn page_of(filiform: &Filiform, open: &Open, kept: &KeptBetween) -> Result<AttachmentPage, Error> {
    let attachment = kept.happened.attachment().ok_or(Error::Gone)?;
    let withdrawn = why_withdrawn(&kept.happened);
    Ok(AttachmentPage {
        id: attachment.id,
        attachment: attachment.to_draft(),
        format: attachment.file.format,
        bytes: attachment.file.bytes,
        sha256: attachment.file.sha256.clone(),
        withdrawn,
        may_withdraw: withdrawn.is_none() && may(open.role()?, Right::AttachFiles),
        warning: copy::OPEN_WARNING.to_owned(),
        words: filiform.between_words(open, kept)?,
    })
}

fn note_opened(open: &Open, patient: PatientId) {
    open.store.note_access(Access {
        action: "opened".into(),
        patient: Some(patient),
        times: 1,
    });
}
