//! A file as bytes: what it is and what it says.

use serde::{Deserialize, Serialize};

use super::DocumentFormat;

/// How a text is written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum Encoding {
    /// What nearly all of the web uses.
    Utf8,
    /// Two bytes a unit, the low one first.
    Utf16Le,
    /// Two bytes a unit, the high one first.
    Utf16Be,
    /// One byte a character: western Europe, on old Windows.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// The opening of a file, read one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct Reading {
    /// The way.
    pub encoding: Encoding,
    /// What it gives, 200 characters at most.
    pub preview: String,
}

/// What a file turned out to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// An article.
    Text {
        /// What it says.
        source: String,
        /// What it is written in.
        format: DocumentFormat,
    },
    /// An annotated article in Dateline's own format.
    Project(String),
    /// The bytes don't tell how they are written: a person chooses.
    Choices(Vec<Reading>),
}

const PREVIEW: usize = 200;

/// Reads the file `name` with `bytes` in it, as `encoding` where a person has chosen one.
pub fn read_file(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Opened {
    let Some(source) = encoding.map(|encoding| decode(bytes, encoding)).or_else(|| sure(bytes)) else {
        let ways = [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le];
        let reading = |encoding| Reading {
            encoding,
            preview: decode(bytes.get(..4 * PREVIEW).unwrap_or(bytes), encoding)
                .chars()
                .take(PREVIEW)
                .collect(),
        };
        return Opened::Choices(ways.map(reading).into());
    };
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let format = match extension.as_str() {
        "json" => return Opened::Project(source),
        "html" | "htm" | "xhtml" => DocumentFormat::Html,
        "md" | "markdown" => DocumentFormat::Markdown,
        _ => DocumentFormat::Plain,
    };
    Opened::Text { source, format }
}

/// The text, where the bytes leave no doubt: a byte order mark, or well-formed UTF-8 without control characters.
fn sure(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(decode(bytes, Encoding::Utf16Le)),
        [0xfe, 0xff, ..] => return Some(decode(bytes, Encoding::Utf16Be)),
        _ => {}
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let control = |character: char| {
        character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')
    };
    // A stray one happens in real texts; a file full of them is no text.
    let controls = text.chars().filter(|&character| control(character)).count();
    (controls * 200 <= text.len() && !text.contains('\0')).then(|| text.to_string())
}

fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        Encoding::Windows1252 => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
    };
    match encoding {
        Encoding::Utf8 => text, // the document drops a byte order mark, and keeps its place in the source
        _ => text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The characters of the bytes 0x80 to 0x9f; all others stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        match read_file("a.txt", bytes, None) {
            Opened::Text { source, .. } => Some(source),
            _ => None,
        }
    }

    #[test]
    fn what_leaves_no_doubt_is_read() {
        assert_eq!(text("“Sí,” said López 🦀".as_bytes()).as_deref(), Some("“Sí,” said López 🦀"));
        assert_eq!(text(b"\xff\xfeh\0i\0").as_deref(), Some("hi"));
        assert_eq!(text(b"\xfe\xff\0h\0i").as_deref(), Some("hi"));
        assert_eq!(text(b"").as_deref(), Some(""));
    }

    #[test]
    fn doubt_is_left_to_a_person() {
        let bytes = b"\x93S\xed,\x94 said L\xf3pez";
        let Opened::Choices(choices) = read_file("a.txt", bytes, None) else { panic!("no choice") };
        assert_eq!(
            choices[1],
            Reading { encoding: Encoding::Windows1252, preview: "“Sí,” said López".into() }
        );
        let Opened::Text { source, .. } = read_file("a.txt", bytes, Some(Encoding::Windows1252)) else {
            panic!("no text")
        };
        assert_eq!(source, "“Sí,” said López");
        assert!(matches!(read_file("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), Opened::Choices(_)));
        assert!(matches!(read_file("a.txt", b"\0\0\0\0", None), Opened::Choices(_)));
    }

    #[test]
    fn the_ending_of_the_name_tells_the_format() {
        let format = |name| match read_file(name, b"x", None) {
            Opened::Text { format, .. } => Some(format),
            _ => None,
        };
        assert_eq!(format("a.HTML"), Some(DocumentFormat::Html));
        assert_eq!(format("a.md"), Some(DocumentFormat::Markdown));
        assert_eq!(format("a"), Some(DocumentFormat::Plain));
        assert_eq!(read_file("a.json", b"{}", None), Opened::Project("{}".into()));
    }
}
