//! Characters that reading replaces: line ends, spaces of every width, invisible marks, ligatures; and, in plain text,
//! HTML tags and character references that copying left in it.
//!
//! One scan over the bytes that stops only at those that may begin such a thing.

use memchr::memmem;

use super::reference::decode;
use super::source::Edit;
use super::tag;
use crate::Span;

/// The edits that make `source` uniform; with `markup`, known HTML tags and character references are replaced too.
pub(super) fn edits(source: &str, markup: bool) -> Vec<Edit> {
    let bytes = source.as_bytes();
    let mut edits = Vec::new();
    let mut tags = tag::Tags::new(source);
    let mut at = 0;
    while let Some(skip) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| STOPS[usize::from(byte)]))
    {
        at += skip;
        let found = match bytes[at] {
            b'<' if markup => tags.at(at),
            b'&' if markup => decode(&source[at..]).map(|(len, text)| (at + len, uniform(&text))),
            b'<' | b'&' => None,
            b'\r' => Some((at + 1 + usize::from(bytes.get(at + 1) == Some(&b'\n')), "\n".to_string())),
            0..0x80 => Some((
                at + 1,
                if bytes[at] == 0x0c || bytes[at] == 0x0b { "\n".into() } else { String::new() },
            )),
            _ => character(source, at),
        };
        match found {
            Some((end, text)) => {
                edits.push(Edit { at: Span::new(at, end), text });
                at = end;
            }
            None => at += 1,
        }
    }
    edits
}

/// Bytes that may begin something to replace. Line feeds are not among them: they stay.
static STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        stops[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    stops[0x7f] = true;
    stops[b'<' as usize] = true;
    stops[b'&' as usize] = true;
    stops[0xc2] = true;
    stops[0xe1] = true;
    stops[0xe2] = true;
    stops[0xe3] = true;
    stops[0xef] = true;
    stops
};

/// The end of the character at byte `at` and what replaces it.
fn character(source: &str, at: usize) -> Option<(usize, String)> {
    let c = source.get(at..)?.chars().next()?;
    let mut end = at + c.len_utf8();
    let text = replacement(c)?;
    // A soft hyphen at the end of a line joins the word with the next line.
    if c == '\u{ad}' {
        let rest = &source[end..];
        let line = rest.trim_start_matches([' ', '\t', '\r']);
        if let Some(next) = line.strip_prefix('\n')
            && next.starts_with(char::is_lowercase)
        {
            end = source.len() - next.len();
        }
    }
    Some((end, text.to_string()))
}

/// What stands for `c` in a uniform text; none where it stays.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        // Invisible: soft hyphen, zero-width space, marks of direction, word joiner, byte order mark. The joiners
        // U+200C and U+200D stay, since scripts and emoji need them.
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fffc}' => "",
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{2028}' | '\u{2029}' => "\n",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        // Windows-1252 read as ISO 8859-1, as the HTML standard repairs it in character references.
        '\u{80}'..='\u{9f}' => WINDOWS[c as usize - 0x80],
        _ => return None,
    })
}

const WINDOWS: [&str; 32] = [
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "", "‘", "’", "“", "”", "•",
    "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
];

/// `text` with every character replaced.
fn uniform(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match replacement(c) {
            Some(text) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}

/// Whether `source` is a page in HTML, whatever it is called.
pub(super) fn is_page(source: &str) -> bool {
    let start = source.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).as_bytes();
    let opens =
        |tag: &str| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()));
    opens("<!doctype html") || opens("<html") || opens("<?xml") && memmem::find(start, b"<html").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceMap;

    fn read(source: &str) -> String {
        SourceMap::apply(source, &edits(source, true)).0
    }

    #[test]
    fn characters_become_uniform() {
        for (source, expected) in [
            ("\u{feff}Ana\r\nLópez\rleft", "Ana\nLópez\nleft"),
            ("a\u{a0}b\u{2009}c\u{3000}d", "a b c d"),
            ("of\u{ad}fice o\u{fb03}ce\u{200b}", "office office"),
            ("inter\u{ad}\r\nnational", "international"),
            ("\u{93}Yes\u{94}", "“Yes”"),
            ("a\u{0}b\u{c}c", "ab\nc"),
        ] {
            assert_eq!(read(source), expected);
        }
    }

    #[test]
    fn known_tags_and_references_go() {
        for (source, expected) in [
            ("he <u>told</u> us", "he told us"),
            ("a < b, <b and c>, <tweet>x</tweet>", "a < b, <b and c>, <tweet>x</tweet>"),
            ("See <a href=\"/x\" class='y'>this</A>.<br/>Next", "See this.\nNext"),
            ("Smith &amp; Co&nbsp;Ltd &quot;x&quot; &#8220;y&#x201D; &hellip;", "Smith & Co Ltd \"x\" “y” …"),
            ("AT&T &c; &nosuch; ?a=1&copy=2", "AT&T &c; &nosuch; ?a=1&copy=2"),
            ("a<!-- b -->c<script>d</script>e", "ace"),
            ("&lt;b&gt;", "<b>"),
            ("x <script>never closed", "x never closed"),
        ] {
            assert_eq!(read(source), expected);
        }
    }
}
