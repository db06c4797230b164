//! Files for the tests: as small as each kind can be.

/// A PNG that says it has so many dots. Nothing looks into its dots.
pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 0, 0, 0, 0]);
    let chunk = |kind: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length, kind, content, &[0; 4]].concat()
    };
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"tEXt", b"Comment\0none"),
        chunk(b"IDAT", &[7; 20]),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// A JPEG that says it has so many dots, with a stuffed byte and a restart among them.
pub(crate) fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut frame = vec![0xFF, 0xC0, 0, 11, 8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.extend([1, 1, 0x11, 0]);
    [
        vec![0xFF, 0xD8],
        vec![0xFF, 0xE0, 0, 4, b'J', b'F'],
        frame,
        vec![0xFF, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0],
        vec![1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 5, 6, 7],
        vec![0xFF, 0xD9],
    ]
    .concat()
}

/// A PDF of one empty page.
pub(crate) fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
        .to_vec()
}
