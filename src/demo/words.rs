//! The words that made-up patients and notes are put together from. None of them names a cause.

/// Given names of women, of men, and family names, of one language.
pub(super) type Names = (
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

/// Languages whose scripts the letter's fonts hold.
pub(super) const LANGUAGES: [Names; 16] = [
    (
        &["Alice", "Ruth", "Grace"],
        &["Peter", "Owen", "Neil"],
        &["Ashworth", "Okafor", "O’Brien", "Hadley"],
    ),
    (
        &["Łucja", "Małgorzata", "Żaneta"],
        &["Michał", "Wojciech", "Łukasz"],
        &["Żak", "Wiśniewska", "Dąbrowska", "Wójcik"],
    ),
    (
        &["Inês", "Conceição", "Lúcia"],
        &["João", "Estêvão", "Antão"],
        &["Gonçalves", "Magalhães", "Conceição", "Simões"],
    ),
    (
        &["Nguyệt", "Thảo", "Hương"],
        &["Dũng", "Đức", "Tuấn"],
        &["Nguyễn", "Trần", "Phạm", "Đặng"],
    ),
    (
        &["Şule", "Gülşah", "Ayşegül"],
        &["Çağrı", "İsmail", "Oğuz"],
        &["Yıldız", "Şahin", "Öztürk", "Çelik"],
    ),
    (
        &["Zdeňka", "Božena", "Žofie"],
        &["Jiří", "Ondřej", "Řehoř"],
        &["Dvořák", "Novotná", "Říha", "Šťastná"],
    ),
    (
        &["Åsa", "Märta", "Sølvi"],
        &["Bjørn", "Håkan", "Søren"],
        &["Østergård", "Sjöström", "Ångström", "Bjørndal"],
    ),
    (
        &["Gesine", "Käthe", "Bärbel"],
        &["Jörg", "Günther", "Björn"],
        &["Weiß", "Müller", "Schönfeld", "Größl"],
    ),
    (
        &["Hélène", "Zoé", "Françoise"],
        &["François", "Noël", "Gaël"],
        &["Lefèvre", "Béranger", "D’Hôtel", "Rénier"],
    ),
    (
        &["Begoña", "Inés", "Lucía"],
        &["Íñigo", "Andrés", "Ángel"],
        &["Núñez", "Ibáñez", "Peña", "Güell"],
    ),
    (
        &["Ελένη", "Άννα", "Δήμητρα"],
        &["Γιώργος", "Ηλίας", "Θανάσης"],
        &["Παπαδόπουλος", "Ιωάννου", "Γεωργίου"],
    ),
    (
        &["Оксана", "Юлія", "Соломія"],
        &["Андрій", "Олексій", "Богдан"],
        &["Шевченко", "Коваль", "Гончар"],
    ),
    (
        &["נועה", "שרה", "תמר"],
        &["דוד", "יוסף", "אורי"],
        &["כהן", "לוי", "מזרחי"],
    ),
    (
        &["فاطمة", "ليلى", "مريم"],
        &["أحمد", "خالد", "يوسف"],
        &["حداد", "النجار", "الخطيب"],
    ),
    (
        &["美玲", "淑芬", "雅婷"],
        &["志明", "建宏", "俊傑"],
        &["王", "陳", "林"],
    ),
    (
        &["서연", "지우", "하은"],
        &["민준", "도윤", "지호"],
        &["김", "박", "최"],
    ),
];

/// Clinicians who refer, and where they work.
pub(super) const CLINICIANS: [(&str, &str); 8] = [
    ("Dr. L. Hahn", "City Surgery"),
    ("Dr. M. Okonkwo", "Riverside Family Medicine"),
    ("Dr. S. Lindqvist", "Northgate Orthopaedics"),
    ("Dr. A. Moreau", "St. Anne’s Hospital, Rheumatology"),
    ("P. Novák, MD", "Sampleton Spine Clinic"),
    ("J. Tanaka, MD", "Harbour Sports Medicine"),
    ("Dr. R. Çelik", "Old Market Practice"),
    ("C. Ferreira, NP", "Parkside Clinic"),
];

/// Streets of Sampleton.
pub(super) const STREETS: [&str; 6] = [
    "Mill Lane",
    "Station Road",
    "Church Street",
    "Elm Avenue",
    "Quay Side",
    "High Street",
];

/// What patients say on a first visit.
pub(super) const FIRST_STORIES: [&str; 5] = [
    "Came on over some weeks. Worse at the end of the day, sleep is not disturbed.",
    "Since lifting boxes a month ago. Sitting longer than half an hour is hard.",
    "On and off for a year, daily for the last six weeks. Wants to get back to running.",
    "Started after a long drive. Stiff in the morning, loosens up in an hour.",
    "No accident remembered. Has tried rest and heat at home.",
];

/// What patients say later.
pub(super) const STORIES: [&str; 8] = [
    "About the same as last week.",
    "Two good days after the last visit, then back as it was.",
    "Sleeps through again. Still feels it when reaching overhead.",
    "Worked at the desk all week, more sore than last time.",
    "Did the exercises most days.",
    "Walked an hour on Sunday, felt it in the evening.",
    "Less stiff in the morning.",
    "Had a cold and did little this week.",
];

/// What was seen and said after the needling.
pub(super) const RESPONSES: [&str; 7] = [
    "Turns further than before the needling, end of range still sore.",
    "Local soreness at the needled points.",
    "No change seen at once.",
    "Stands up more easily.",
    "Feels heavy, otherwise well.",
    "Squats lower than before the needling.",
    "Familiar pain came up during the needling and settled.",
];

/// Plans.
pub(super) const PLANS: [&str; 6] = [
    "Again in a week. Keep the exercises going.",
    "Again in ten days, re-assess then.",
    "Home exercises twice a day, expect soreness for a day or two.",
    "Call if it gets worse. Next visit in a week.",
    "Re-assess at the next visit and decide about going on.",
    "Space out to every second week.",
];

/// What a site's note may add.
pub(super) const SITE_NOTES: [&str; 4] = [
    "Taut band felt.",
    "Firm end feel.",
    "Tender on pressure.",
    "Referred into the familiar area.",
];

/// Mild events, by the catalogue's ids, with what was seen.
pub(super) const EVENTS: [(&str, &str); 4] = [
    ("bruise", "1 cm, pressed for two minutes."),
    ("bleeding", "One drop, stopped at once."),
    (
        "pain-after",
        "Ache for a few minutes, settled before leaving.",
    ),
    ("fatigue", "Sat for ten minutes, then well."),
];
