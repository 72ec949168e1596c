//! What XML 1.0 asks of text, for every format that is XML or HTML.
//!
//! XML 1.0 has no place for most control characters, U+FFFE and U+FFFF (production 2, `Char`), not even as a reference.
//! Each of them becomes U+FFFD, one for one, so that offsets in code points stay. A CR is written as a reference, since a
//! reader takes a bare one for a line break (section 2.11); so are line breaks and tabs in attributes (section 3.3.3).

use super::escape::{self, LOST};

/// Appends `text` as the content of an element. It means the same in HTML, for text without control characters.
///
/// # Examples
///
/// ```
/// let mut out = String::new();
/// dateline::export::xml::text(&mut out, "R&D <1%\r\n\u{c}");
/// assert_eq!(out, "R&amp;D &lt;1%&#13;\n\u{fffd}");
/// ```
pub fn text(out: &mut String, text: &str) {
    escape::push(out, text, reference);
}

/// Appends ` name="value"`, to stand within a tag.
///
/// # Examples
///
/// ```
/// let mut out = String::new();
/// dateline::export::xml::attribute(&mut out, "title", "a \"b\"\n");
/// assert_eq!(out, " title=\"a &quot;b&quot;&#10;\"");
/// ```
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::push(out, value, reference_in_tag);
    out.push('"');
}

/// Appends `<!-- words -->` and a line break. Of two hyphens the second becomes `&#45;`, for a comment may not hold both
/// (section 2.5).
///
/// # Examples
///
/// ```
/// let mut out = String::new();
/// dateline::export::xml::comment(&mut out, "a--b");
/// assert_eq!(out, "<!-- a-&#45;b -->\n");
/// ```
pub fn comment(out: &mut String, words: &str) {
    out.push_str("<!-- ");
    escape::push(out, &words.replace("--", "-&#45;"), lost);
    out.push_str(" -->\n");
}

fn reference(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        other => lost(other),
    }
}

fn reference_in_tag(character: char) -> Option<&'static str> {
    match character {
        '"' => Some("&quot;"),
        '\n' => Some("&#10;"),
        '\t' => Some("&#9;"),
        other => reference(other),
    }
}

/// U+FFFD for a character that XML has no place for.
fn lost(character: char) -> Option<&'static str> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => Some(LOST),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_never_ends_early() {
        for words in ["-", "--", "---", "--->", "a-- -", "<!-- -->"] {
            let mut out = String::new();
            comment(&mut out, words);
            let inner = out.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->\n")).unwrap();
            assert!(!inner.contains("--") && !inner.ends_with('-'), "{out}");
            assert_eq!(inner.trim().replace("&#45;", "-"), words);
        }
    }

    #[test]
    fn other_planes_and_c1_controls_stay() {
        let mut out = String::new();
        text(&mut out, "🦀\u{85}\u{2028}\u{10ffff}\u{7f}");
        assert_eq!(out, "🦀\u{85}\u{2028}\u{10ffff}\u{7f}");
    }
}
