//! Everything at once: each record as a document to read and as a FHIR bundle with the files that were attached to it, and
//! all of them as tables.
//!
//! For the whole practice it is one encrypted file, which is read again before it counts. For one patient, who must be
//! able to open what they get, it is a plain folder.

use std::fs::File;
use std::io::{BufReader, Write};

use filiform_domain::ids::PatientId;
use filiform_exchange::{BYTE_ORDER_MARK, csv_row};
use filiform_store::Flow;

use super::folder::NewFolder;
use super::out::{Ended, Left, Place, unwritten};
use super::sheets::Sheets;
use super::shelf::{Sealed, Shelf, is_sound};
use super::words::lines;
use super::{Leaving, Told, record};
use crate::contract::{DocumentForm, DocumentKind, Stage, TableWritten};
use crate::error::Error;
use crate::practice::known::{Known, full_record};
use crate::practice::{Filling, Open, Refused, write_in_parts};
use crate::{Filiform, Job, StoreError, wording};

/// What an archive holds.
type Filled = (Vec<Told>, Vec<TableWritten>);

/// Who makes an archive of what.
pub(super) struct Archive<'a> {
    pub(super) filiform: &'a Filiform,
    pub(super) open: &'a Open,
    pub(super) leaving: &'a Leaving,
    /// Of the encrypted file.
    pub(super) passphrase: &'a str,
}

impl Archive<'_> {
    /// Writes it. A file or folder that is there already is never replaced.
    pub(super) fn written(
        &self,
        place: &Place<'_>,
        job: &Job<'_>,
    ) -> Result<(Ended, Vec<Told>), Error> {
        // Nobody waits for what would be refused at its end.
        if place.path.exists() {
            return Err(Error::FileExists);
        }
        if place.is_one {
            let mut folder = NewFolder::begin(place.path)?;
            let (told, tables) = self.filled(&mut folder, job).map_err(unwritten)?;
            let left = Left::folder(folder.finish().map_err(unwritten)?);
            return Ok((Ended { left, tables }, told));
        }
        let fill = |to: &mut dyn Write| {
            let made = u64::try_from(self.leaving.made.utc_ms / 1000).unwrap_or_default();
            let mut sealed = Sealed::begin(to, self.passphrase, made)?;
            let filled = self.filled(&mut sealed, job)?;
            sealed.finish()?;
            Ok(filled)
        };
        let (written, (told, tables)) = write_in_parts(place.path, false, fill)?;
        let left = Left::file(written);
        match self.read_back(place, told.len(), job) {
            Ok(()) => Ok((Ended { left, tables }, told)),
            Err(error) => {
                left.take_back();
                Err(error)
            }
        }
    }

    fn filled(&self, shelf: &mut dyn Shelf, job: &Job<'_>) -> Result<Filled, Filling> {
        let leaving = self.leaving;
        shelf.put("about.txt", lines(&leaving.about).as_bytes())?;
        let mut codebook = BYTE_ORDER_MARK.as_bytes().to_vec();
        for row in leaving.tables.codebook() {
            codebook.extend(csv_row(&row)?);
        }
        shelf.put("tables/codebook.csv", &codebook)?;
        let mut sheets = Sheets::new(&leaving.tables)?;
        let (mut told, all) = (Vec::new(), leaving.patients.len() as u64);
        for (done, patient) in (0..).zip(&leaving.patients) {
            go_on(job.step(Stage::Writing, done, all))?;
            let record = record(self.open, *patient).map_err(Refused)?;
            let bundled = leaving.bundle(self.filiform, &record).map_err(Refused)?;
            shelf.put(&format!("fhir/{patient}.json"), &bundled.bytes)?;
            let pages = self.full_record(*patient).map_err(Refused)?;
            shelf.put(&format!("documents/{patient}.pdf"), &pages)?;
            for file in record.attachments() {
                let bytes = self.open.store.attached_bytes(file).map_err(refused)?;
                let ending = file.file.format.ending();
                let name = format!("attachments/{patient}/{}.{ending}", file.id);
                shelf.put(&name, &bytes)?;
            }
            for row in leaving.tables.rows(&record, &leaving.staff, None) {
                sheets.add(&row, shelf)?;
            }
            told.push(Told::of(&record));
        }
        let counts = sheets.finish(shelf)?;
        Ok((told, counts.iter().map(TableWritten::from).collect()))
    }

    /// The full record of a patient, as PDF/A-3a and PDF/UA-1.
    fn full_record(&self, patient: PatientId) -> Result<Vec<u8>, Error> {
        let form = DocumentForm {
            kind: DocumentKind::FullRecord,
            paper: self.leaving.practice.practice.paper.into(),
            ..DocumentForm::default()
        };
        let known = Known::of(self.filiform, self.open, patient, &form)?;
        let made_at = wording::made_at(self.leaving.made);
        let pdf = filiform_report::document(&full_record::document(&known), made_at);
        // Typst remembers what it has set, and there may be thousands.
        filiform_report::forget();
        Ok(pdf?.bytes)
    }

    /// Reads the encrypted file from the disk again, every byte of it.
    fn read_back(&self, place: &Place<'_>, patients: usize, job: &Job<'_>) -> Result<(), Error> {
        let file = File::open(place.path).map_err(|_| Error::FileNotRead)?;
        let (mut done, all) = (0, patients as u64);
        let mut step = || {
            done += 1;
            go_on(job.step(Stage::ReadingBack, done.min(all), all))
        };
        match is_sound(BufReader::new(file), self.passphrase, &mut step) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::FileNotWritten),
            Err(why) => Err(unwritten(why)),
        }
    }
}

fn refused(error: StoreError) -> Filling {
    Filling::Refused(error.into())
}

fn go_on(flow: Flow) -> Result<(), Filling> {
    match flow {
        Flow::Stop => Err(Filling::Refused(StoreError::Interrupted.into())),
        Flow::Continue => Ok(()),
    }
}
