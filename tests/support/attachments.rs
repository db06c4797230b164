//! Files to attach, for tests: a real image and a real page, as small as they can be.

use data_encoding::BASE64;
use filiform::contract::{AttachFile, AttachmentPage};
use filiform::{Error, attach_file};
use filiform_domain::attachment::{AttachmentDraft, AttachmentKind};
use filiform_domain::ids::PatientId;

use super::Desk;

const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A PNG of one dot.
pub(crate) fn dot() -> Vec<u8> {
    BASE64.decode(PNG.as_bytes()).unwrap()
}

/// A PDF of one empty page.
pub(crate) fn empty_page() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n\
      0000000009 00000 n \n0000000053 00000 n \n0000000102 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n\
      startxref\n165\n%%EOF\n"
        .to_vec()
}

/// A letter of 20 Nov 2026 by which the patient was referred.
pub(crate) fn referral_letter() -> AttachmentDraft {
    AttachmentDraft {
        kind: Some(AttachmentKind::ReferralLetter),
        title: "Letter of Dr. L. Hahn".into(),
        date: "2026-11-20".into(),
        session: String::new(),
    }
}

impl Desk {
    /// Attaches a file as the window does.
    pub(crate) fn attach(
        &self,
        patient: PatientId,
        attachment: AttachmentDraft,
        bytes: &[u8],
    ) -> Result<AttachmentPage, Error> {
        let typed = AttachFile {
            patient,
            attachment,
            file: BASE64.encode(bytes),
            draft: None,
        };
        attach_file::attach_file(&self.filiform, typed)
    }
}
