use super::ImportError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, whatever its encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark and without NUL.
    pub text: String,
    /// What had to be assumed.
    pub warnings: Vec<String>,
}

/// Reads UTF-8 and UTF-16 with or without byte order mark, and Windows-1252 (of which Latin-1 is a
/// part) for whatever is neither.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if let Some(kind) = known_binary(bytes) {
        return Err(ImportError::NotText(kind));
    }
    let mut warnings = Vec::new();
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if looks_like_utf16(bytes, 1) => UTF_16LE,
        None if looks_like_utf16(bytes, 0) => UTF_16BE,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => {
            warnings.push("The text is not UTF-8; it was read as Windows-1252 (Latin-1).".to_owned());
            WINDOWS_1252
        }
    };
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        warnings
            .push(format!("Some characters are not valid {} and are shown as “\u{fffd}”.", encoding.name()));
    }
    let mut text = text.into_owned();
    if text.contains('\0') {
        warnings.push("The text holds NUL characters; they were left out.".to_owned());
        text.retain(|c| c != '\0');
    }
    Ok(Decoded { text, warnings })
}

/// What people take for a table and what is none.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 7] = [
        (b"SQLite format 3\0", "a Baton map or another SQLite database"),
        (b"PK\x03\x04", "a workbook or another packed file"),
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b", "a packed file"),
    ];
    let known = STARTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind);
    known.or_else(|| {
        let unprintable = bytes.iter().take(4096).filter(|b| **b < 9 || (14..27).contains(*b)).count();
        let seen = bytes.len().min(4096);
        let utf16 = looks_like_utf16(bytes, 0) || looks_like_utf16(bytes, 1);
        let marked = Encoding::for_bom(bytes).is_some();
        (!utf16 && !marked && seen > 64 && unprintable * 10 > seen).then_some("a binary file")
    })
}

/// Whether a third or more of the bytes at odd (`offset` 1) or even (`offset` 0) places are zero, and
/// hardly any of the others: Latin letters in UTF-16.
fn looks_like_utf16(bytes: &[u8], offset: usize) -> bool {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let pairs = sample.len() / 2;
    pairs > 1 && zeros(offset) * 3 > pairs && zeros(1 - offset) * 20 < pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn every_usual_encoding_is_read() {
        let with_bom = |bom: &[u8], rest: Vec<u8>| [bom.to_vec(), rest].concat();
        let cases: Vec<(&str, Vec<u8>, usize)> = vec![
            ("plain UTF-8", "naïve,ö".as_bytes().to_vec(), 0),
            ("UTF-8 with mark", with_bom(b"\xef\xbb\xbf", "naïve,ö".as_bytes().to_vec()), 0),
            ("UTF-16 LE with mark", with_bom(b"\xff\xfe", utf16("naïve,ö", false)), 0),
            ("UTF-16 BE with mark", with_bom(b"\xfe\xff", utf16("naïve,ö", true)), 0),
            ("UTF-16 LE bare", utf16("naïve,ö", false), 0),
            ("UTF-16 BE bare", utf16("naïve,ö", true), 0),
            ("Latin-1", b"na\xefve,\xf6".to_vec(), 1),
            ("with NUL", b"na\xc3\xafve\0,\xc3\xb6".to_vec(), 1),
        ];
        for (name, bytes, warnings) in cases {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, "naïve,ö", "{name}");
            assert_eq!(decoded.warnings.len(), warnings, "{name}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, kind) in [
            (b"SQLite format 3\0".to_vec(), "a Baton map or another SQLite database"),
            (b"PK\x03\x04rest".to_vec(), "a workbook or another packed file"),
            (vec![1_u8; 200], "a binary file"),
        ] {
            assert_eq!(decode(&bytes), Err(ImportError::NotText(kind)));
        }
    }
}
