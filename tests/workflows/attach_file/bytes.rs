//! The bytes of attached files: nowhere in the clear, and back as they went in.

use proptest::prelude::*;

use super::bytes_of;
use crate::support::*;

#[test]
fn nothing_of_a_file_lies_in_the_clear_beside_the_practice() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut bytes = empty_page();
    let canary = b"canary-of-the-scanner-4711";
    bytes.splice(9..9, canary.iter().copied().cycle().take(700_000));
    desk.attach(patient, referral_letter(), &bytes)
        .ok()
        .unwrap();
    filiform::lock::lock(&desk.filiform, filiform::contract::Nothing {})
        .ok()
        .unwrap();
    for folder in [
        desk.folder.clone(),
        desk.folder.parent().unwrap().to_owned(),
    ] {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                let kept = std::fs::read(&path).unwrap();
                let found = kept.windows(canary.len()).any(|part| part == canary);
                assert!(!found, "{}", path.display());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_bytes_that_may_go_in_come_back_as_they_were(
        filling in prop::collection::vec(any::<u8>(), 0..700_000),
    ) {
        let desk = Desk::open();
        let patient = desk.register(ada()).id;
        let bytes = [b"%PDF-1.7\n", &filling[..], b"\nstartxref\n9\n%%EOF"].concat();
        let page = desk.attach(patient, referral_letter(), &bytes).ok().unwrap();
        prop_assert_eq!(page.bytes as usize, bytes.len());
        prop_assert!(bytes_of(&desk, page.id).ok().unwrap() == bytes);
        prop_assert_eq!(desk.verify().problems.len(), 0);
    }
}
