//! The recovery sheet: one page that conforms, also with odd words, and whose name tells nothing of the code.

use page_validation::ValidationProfile;

use super::{broken_rules, sample};
use crate::recovery_sheet;

#[test]
fn a_recovery_sheet_is_one_page_and_conforms() {
    let mut sheet = sample::recovery_sheet();
    for practice in [
        "Harbour Street Physiotherapy",
        "",
        "\u{202e}עברית \u{e01} \"#[]*",
    ] {
        practice.clone_into(&mut sheet.practice);
        let pdf = recovery_sheet(&sheet, sample::made_at()).unwrap();
        assert_eq!(pdf.pages, 1);
        for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
            let broken = broken_rules(&pdf.bytes, profile).unwrap();
            assert_eq!(broken, Vec::<String>::new(), "{profile}");
        }
    }
}
