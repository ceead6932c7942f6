//! From bytes to text: UTF-8, UTF-16 with a byte order mark, Windows-1252 as the last resort.

use std::fmt;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How a file's bytes spell its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8 {
        /// Whether the file begins with one.
        mark: bool,
    },
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the encoding of old European files.
    Windows1252,
}

/// A decoded file.  All offsets are into `text`, which has no byte order mark.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// How it was spelt, to write it back the same way.
    pub encoding: Encoding,
    /// What a user should know about the reading.
    pub notice: Option<String>,
}

/// Bytes that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// A byte that no text has.
    Byte {
        /// Which.
        byte: u8,
        /// Where, from 0.
        offset: usize,
    },
    /// 4 GiB or more.
    TooLarge,
}

impl fmt::Display for NotText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::Byte { byte, offset } => write!(
                out,
                "not a text file: byte 0x{byte:02x} at offset {offset}; save the draft as UTF-8 text, Markdown or HTML"
            ),
            NotText::TooLarge => write!(out, "the file is 4 GiB or larger; split it"),
        }
    }
}

impl std::error::Error for NotText {}

impl Encoding {
    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 { .. } => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// The bytes of a text in this encoding.  A letter that Windows-1252 lacks becomes `?`.
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Encoding::Utf8 { mark } => [if mark { "\u{feff}".as_bytes() } else { b"" }, text.as_bytes()].concat(),
            Encoding::Utf16Le => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
            Encoding::Windows1252 => {
                let mut buffer = [0; 4];
                let spell = |letter: char| {
                    let (bytes, _, lost) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
                    if lost { b"?".to_vec() } else { bytes.into_owned() }
                };
                text.chars().flat_map(spell).collect()
            }
        }
    }
}

/// Decodes a file.
///
/// # Errors
/// When the bytes are no text, naming the first that shows it, or when there are 4 GiB of them.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(NotText::TooLarge);
    }
    let (mark, encoding) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (3, Encoding::Utf8 { mark: true }),
        [0xff, 0xfe, ..] => (2, Encoding::Utf16Le),
        [0xfe, 0xff, ..] => (2, Encoding::Utf16Be),
        _ => (0, Encoding::Utf8 { mark: false }),
    };
    let body = &bytes[mark..];
    let utf16 = match encoding {
        Encoding::Utf16Le => Some(UTF_16LE),
        Encoding::Utf16Be => Some(UTF_16BE),
        _ => None,
    };
    if let Some(utf16) = utf16 {
        let (text, broken) = utf16.decode_without_bom_handling(body);
        if let Some(offset) = text.find('\0') {
            return Err(NotText::Byte { byte: 0, offset });
        }
        let lost = if broken { "; some of it could not be read and stands as \u{fffd}" } else { "" };
        return Ok(Decoded { text: text.into_owned(), encoding, notice: Some(format!("read as UTF-16{lost}")) });
    }
    if let Some((offset, byte)) = first_binary(body) {
        return Err(NotText::Byte { byte, offset: mark + offset });
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(body) {
        return Ok(Decoded { text: text.into_owned(), encoding, notice: None });
    }
    let at = std::str::from_utf8(body).map_or_else(|error| error.valid_up_to(), |_| 0);
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(body);
    let notice = format!("not valid UTF-8 at byte {}; read as Windows-1252", mark + at);
    Ok(Decoded { text: text.into_owned(), encoding: Encoding::Windows1252, notice: Some(notice) })
}

/// The first control byte that no text file holds.
fn first_binary(bytes: &[u8]) -> Option<(usize, u8)> {
    let binary = |byte: u8| matches!(byte, 0..=0x06 | 0x0e..=0x1a | 0x1c..=0x1f);
    // Of many bytes at once it is asked whether there is one at all.
    let chunk = bytes.chunks(64).position(|chunk| chunk.iter().fold(false, |any, byte| any | binary(*byte)))?;
    bytes.iter().copied().enumerate().skip(chunk * 64).find(|(_, byte)| binary(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_comes_back_as_it_was() {
        let text = "Café “£5” 𝒳\r\n";
        for encoding in
            [Encoding::Utf8 { mark: false }, Encoding::Utf8 { mark: true }, Encoding::Utf16Le, Encoding::Utf16Be]
        {
            let decoded = decode(&encoding.encode(text)).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
        let old = decode(b"Caf\xe9 \x93\xa35\x94").unwrap();
        assert_eq!((old.text.as_str(), old.encoding), ("Café “£5”", Encoding::Windows1252));
        assert_eq!(old.encoding.encode(&old.text), b"Caf\xe9 \x93\xa35\x94");
        assert!(old.notice.unwrap().contains("byte 3"));
    }

    #[test]
    fn what_is_no_text_names_its_byte() {
        assert_eq!(decode(b"PK\x03\x04"), Err(NotText::Byte { byte: 3, offset: 2 }));
        assert_eq!(decode(b"a\0b"), Err(NotText::Byte { byte: 0, offset: 1 }));
        assert!(decode(b"").unwrap().text.is_empty());
    }
}
