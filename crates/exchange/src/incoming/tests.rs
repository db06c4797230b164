//! Tables from files: those of other systems, and those that were made to harm.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Patients" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str =
    r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn book_with(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    zipped(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A workbook with this text as its only sheet.
pub(super) fn workbook(sheet: &str) -> Vec<u8> {
    book_with(sheet.as_bytes(), b"<sst><si><t>shared</t></si></sst>")
}

fn read(bytes: &[u8]) -> Result<TableFile, &'static str> {
    match read_table(bytes, &TableChoice::default(), &mut || true) {
        Ok(file) => Ok(file.unwrap()),
        Err(why) => Err(why.code()),
    }
}

fn cells(file: &TableFile) -> Vec<(u32, Vec<&str>)> {
    let rows = file.table.rows.iter();
    rows.map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn a_csv_is_read_whatever_parts_its_cells() {
    for separator in [",", ";", "\t", "|"] {
        let text = [
            "Name|Note",
            "Ada|\"two\r\nlines and a \"\"quote\"\"\"",
            "Inês|x",
        ]
        .join("\r\n")
        .replace('|', separator);
        let file = read(text.as_bytes()).unwrap();
        assert_eq!(file.table.columns, ["Name", "Note"]);
        assert_eq!(
            cells(&file),
            [
                (2, vec!["Ada", "two\r\nlines and a \"quote\""]),
                (3, vec!["Inês", "x"])
            ]
        );
    }
}

#[test]
fn the_encoding_is_found_and_said() {
    let text = "Name;Ort\nJürgen Weiß;Köln\nInês Conceição;São Paulo\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF_u16)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for (bytes, name, guess) in [
        (text.as_bytes().to_vec(), "UTF-8", false),
        (format!("\u{feff}{text}").into_bytes(), "UTF-8", false),
        (utf16, "UTF-16LE", false),
        (latin.to_vec(), "windows-1252", true),
    ] {
        let file = read(&bytes).unwrap();
        assert_eq!(cells(&file)[0].1, ["Jürgen Weiß", "Köln"], "{name}");
        let TableForm::Csv {
            encoding, guessed, ..
        } = file.form
        else {
            panic!("a CSV")
        };
        assert_eq!((encoding, guessed), (name, guess));
    }
    let chosen = |label: &str, bytes: &[u8]| {
        read_csv(bytes, Some(label), &mut || true)
            .map(|file| cells(&file.unwrap())[0].1[1].to_owned())
    };
    assert_eq!(chosen("windows-1252", &latin), Ok("Köln".to_owned()));
    assert_eq!(chosen("utf-8", &latin), Err(CsvRefused::NotInEncoding));
    assert_eq!(chosen("klingon", &latin), Err(CsvRefused::UnknownEncoding));
}

#[test]
fn rows_keep_their_numbers_and_columns_their_own_names() {
    let file = read(b"Name,,Name\na,b,c\n,,\nd,e\nf,g,h,i\n").unwrap();
    assert_eq!(file.table.columns, ["Name", "Column 2", "Name (2)"]);
    let lengths: Vec<_> = file
        .table
        .rows
        .iter()
        .map(|row| (row.number, row.cells.len()))
        .collect();
    assert_eq!(
        lengths,
        [(2, 3), (4, 2), (5, 4)],
        "an empty row is none, a ragged one stays ragged"
    );
}

#[test]
fn a_workbook_gives_what_its_cells_show() {
    let sheet = r#"<worksheet><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Born</t></is></c><c r="C1" t="str"><v>Seen</v></c></row>
        <row r="3"><c r="A3"><v>77.0</v></c><c r="B3" s="1"><v>30755</v></c><c r="C3" s="1"><v>45000.5</v></c></row>
        <row r="4"><c r="C4" t="str"><f>A1&amp;"x"</f><v>Caf&#233; &lt;1&gt;</v></c></row>
        </sheetData></worksheet>"#;
    let file = read(&workbook(sheet)).unwrap();
    assert_eq!(file.table.columns, ["shared", "Born", "Seen"]);
    assert_eq!(
        cells(&file),
        [
            (3, vec!["77", "1984-03-14", "2023-03-15 12:00"]),
            (4, vec!["", "", "Café <1>"]),
        ]
    );
    let TableForm::Xlsx { sheet, sheets } = file.form else {
        panic!("a workbook")
    };
    assert_eq!((sheet.as_str(), sheets.len()), ("Patients", 1));
    let other = read_xlsx(&workbook("<a/>"), Some("Elsewhere"), &mut || true);
    assert_eq!(other.err(), Some(XlsxRefused::NoSheet));
}

#[test]
fn our_own_workbooks_are_read_as_well() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Surname").unwrap();
    sheet.write_string(0, 1, "Born").unwrap();
    sheet.write_string(1, 0, "Okafor & Söhne").unwrap();
    let form = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let born = rust_xlsxwriter::ExcelDateTime::from_ymd(1984, 3, 14).unwrap();
    sheet.write_datetime_with_format(1, 1, born, &form).unwrap();
    let file = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(cells(&file), [(2, vec!["Okafor & Söhne", "1984-03-14"])]);
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let bom_nul = b"Name,Note\nA\0da,x\n";
    for (bytes, code) in [
        (&b""[..], "no-heading"),
        (b"\n\n", "no-heading"),
        (b" , ,\nx,y,z\n", "no-heading"),
        (b"%PDF-1.7 ...", "no-table"),
        (b"\x89PNG\r\n", "no-table"),
        (b"{\"resourceType\":\"Bundle\"}", "no-table"),
        (b"PK\x03\x04 and no more", "broken"),
        (bom_nul, "nul"),
    ] {
        assert_eq!(read(bytes).err(), Some(code), "{}", bytes.escape_ascii());
    }
    assert_eq!(read(&zipped(&[("a.txt", b"x")])).err(), Some("broken"));
    assert_eq!(read(&workbook("<worksheet>")).err(), Some("no-heading"));
}

#[test]
fn a_cell_without_end_is_refused_at_its_row() {
    let csv = format!("Name\nAda\n\"{}", "x".repeat(LONGEST_CELL + 1));
    assert_eq!(
        read_csv(csv.as_bytes(), None, &mut || true).err(),
        Some(CsvRefused::CellTooLong(3))
    );
    let sheet = format!(
        r#"<row r="9"><c r="A9" t="str"><v>{}</v></c></row>"#,
        "x".repeat(LONGEST_CELL + 1)
    );
    assert_eq!(
        read_xlsx(&workbook(&sheet), None, &mut || true).err(),
        Some(XlsxRefused::CellTooLong(9))
    );
}

#[test]
fn a_file_beyond_its_bounds_is_refused() {
    let wide = format!("{}\n", "a,".repeat(MOST_COLUMNS));
    assert_eq!(read(wide.as_bytes()).err(), Some("too-many-columns"));
    let long = format!("a\n{}", "x\n".repeat(MOST_ROWS + 1));
    assert_eq!(read(long.as_bytes()).err(), Some("too-many-rows"));
    let far = r#"<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>"#;
    assert_eq!(read(&workbook(far)).err(), Some("too-many-columns"));
    let large = vec![b'x'; MOST_TABLE_BYTES + 1];
    assert_eq!(read(&large).err(), Some("too-large"));
}

/// Bytes as they come to be inflated: a small file whose parts come to very much.
#[test]
fn a_zip_bomb_is_refused_before_anybody_holds_what_comes_out() {
    let one_text = format!("<sst><si><t>{}</t></si></sst>", " ".repeat(4 << 20));
    assert_eq!(
        read(&book_with(b"<a/>", one_text.as_bytes())).err(),
        Some("too-much-inside")
    );
    let empty = "<si/>".repeat(MOST_STRINGS_IN_TEST);
    let many = format!("<sst>{empty}</sst>");
    let bomb = book_with(b"<a/>", many.as_bytes());
    assert!(bomb.len() < 100_000, "{} bytes", bomb.len());
    assert_eq!(read(&bomb).err(), Some("too-much-inside"));
}

/// One more than a workbook may share.
const MOST_STRINGS_IN_TEST: usize = 2_000_001;

#[test]
fn xml_that_is_made_to_harm_is_refused() {
    let deep = format!("<sheetData>{}", "<a>".repeat(10_000));
    let laughs =
        "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><sheetData>&c;</sheetData>";
    let entity = "<sheetData><row r=\"1\"><c><v>&own;</v></c></row></sheetData>";
    let attributes = format!(
        "<c {}/>",
        (0..1000)
            .map(|n| format!("a{n}=\"\" "))
            .collect::<Vec<_>>()
            .concat()
    );
    for sheet in [deep.as_str(), laughs, entity, &attributes] {
        assert_eq!(read(&workbook(sheet)).err(), Some("too-much-inside"));
    }
}

#[test]
fn reading_stops_when_it_is_asked_to() {
    let long = format!("a\n{}", "x\n".repeat(5000));
    assert!(
        read_csv(long.as_bytes(), None, &mut || false)
            .unwrap()
            .is_none()
    );
    let rows = (1..9000).map(|n| format!(r#"<row r="{n}"><c t="str"><v>x</v></c></row>"#));
    let rows = rows.collect::<Vec<_>>().concat();
    let sheet = format!("<sheetData>{rows}</sheetData>");
    assert!(
        read_xlsx(&workbook(&sheet), None, &mut || false)
            .unwrap()
            .is_none()
    );
}
