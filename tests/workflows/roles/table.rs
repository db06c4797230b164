//! The table of roles: a row for every command and every long job.

/// Every command, and who may run it: (o)wner, (t)herapist, (f)ront desk, (a)uditor. A command without a row
/// fails the test below; so does a row whose command is gone.
pub(super) const TABLE: &str = "
    practice_status otfa · judge_passphrase otfa · create_practice otfa · check_practice otfa
    check_therapist otfa · unlock otfa · unlock_with_recovery otfa · lock otfa · reference otfa
    body_chart otfa · targets_at otfa · read_lines otfa · complete_line otfa · write_lines otfa
    workspace otfa · today otfa · practice_page otfa · change_therapist otfa · change_passphrase otfa
    renew_recovery_code otfa · keep_draft otfa · open_draft otfa · discard_draft otfa · restore_draft otfa
    find_patients otfa · find_anything otfa · open_patient otfa · review_caseload ot
    check_patient otf · register_patient otf · change_patient otf
    hand_to_patient ot · patients_page ot · answer_as_patient ot
    outline_history ota · compare_sessions ota · open_sent_document ota
    review_history ota · open_session ota · open_safety ot · open_contact ota · open_reported_event ota
    check_screening ot · answer_screening ot · check_consent ot · give_consent ot · withdraw_consent ot
    prompts_for ot · open_contact_form ot · check_contact ot · log_contact ot · open_report_form ot
    check_report ot · report_event ot · start_session ot · repeat_session ot · check_session ot
    use_template ot · sign_session ot · offer_letter ot · preview_letter ot · export_letter ot
    review_outcomes ot · review_treated_sites ot · offer_picture ot · save_picture ot · open_score_form ot · check_score ot · score_measure ot · take_back_score ot · open_score ota
    colleagues ot · hand_over_draft ot · take_back_draft ot
    set_screening_policy o · change_practice o · therapists_page o · check_new_therapist o · add_therapist o
    change_role o · remove_therapist o · hand_on_drafts o · renew_one_time_code o · change_file_key o · come_back otfa
    verify_record ota · open_episode_form ot · check_episode ot · keep_episode ot · open_episode ot
    list_episodes ot · open_episode_step ota
    check_export ota · check_fingerprint ota · check_closed_record otfa
    start_correction ot · check_correction ot · amend_session ot · open_addendum_form ot · check_addendum ot
    add_addendum ot · open_void_form ot · check_void ot · void_session ot · chart_for_right_patient ot
    cover otfa · uncover otfa · still_here otfa · keep_place otfa · lock_page otfa · change_lock_times otfa
    change_pin otfa · recovery_sheet_printed otfa · review_audit o · export_audit o · retention_page ot
    check_retention ot · set_retention o · offer_retirement ot · hold_record ot · lift_hold o · retire_record o
    backups_page ot · add_backup_folder ot · remove_backup_folder ot · back_up ot
    look_at_backup otfa · restore_backup otfa · offer_backup otfa
    imports_page ot · look_at_table ot · try_import ot · import_records ot · undo_import ot · open_imported_note ota
    open_not_held_form otf · check_not_held otf · log_not_held otf · open_not_held otfa · take_back_not_held otf
    change_logo o · change_signature otfa
    open_attach_form otf · look_at_file otf · refuse_large_file otf · check_attachment otf · attach_file otf
    open_attachment otfa · open_attached_file otfa · check_withdrawal otf · withdraw_attachment otf · save_attachment ot
    offer_recovery_sheet otfa · save_recovery_sheet otfa
    offer_documents ot · preview_document ot · write_document ot · offer_records ot · export_records ot
";
