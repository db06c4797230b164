//! What of all open episodes stands on the first screen.

use filiform::contract::{Nothing, Today};

use crate::support::*;

fn today(desk: &Desk) -> Today {
    filiform::today::today(&desk.filiform, Nothing {}).unwrap()
}

#[test]
fn the_first_screen_names_what_is_awaited_ending_and_due() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    assert!(today(&desk).attention.is_empty());
    let mut draft = episode();
    draft.referral.expires = "2026-11-30".into();
    draft.reassess_due = "2026-11-20".into();
    let id = desk.begin(patient, draft).ok().unwrap().id;
    let page = today(&desk);
    let [line] = page.attention.as_slice() else {
        panic!("one line an episode");
    };
    assert_eq!((line.patient, line.episode), (patient, id));
    assert_eq!(line.name, "Okafor, Adá");
    assert_eq!(
        line.words,
        [
            "Plan of care sent on 4 Nov 2026 to Dr. L. Hahn: signature awaited.",
            "The authorisation ends on 30 Nov 2026.",
            "Re-assessment was due on 20 Nov 2026.",
        ]
    );
    assert!(line.overdue && !page.more_attention);
    desk.change(patient, id, |draft| draft.discharge = Some(discharge()))
        .ok()
        .unwrap();
    assert!(today(&desk).attention.is_empty(), "closed, and done with");
}

#[test]
fn what_is_overdue_stands_first_and_more_than_fits_is_said() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut plain = episode();
    plain.plan_of_care.signed_on = "2026-11-10".into();
    plain.referral.visits_authorised = Some(2);
    plain.referral.expires = String::new();
    for n in 0..31 {
        let mut draft = plain.clone();
        if n == 17 {
            draft.reassess_due = "2026-11-20".into();
        }
        desk.begin(patient, draft).ok().unwrap();
    }
    let page = today(&desk);
    assert_eq!((page.attention.len(), page.more_attention), (30, true));
    assert!(page.attention[0].overdue && !page.attention[1].overdue);
    assert_eq!(page.attention[1].words, ["0 of 2 visits used."]);
}
