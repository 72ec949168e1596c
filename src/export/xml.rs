//! What XML 1.0 asks of text, for every format that is XML or HTML.
//!
//! XML 1.0 has no place for most control characters, U+FFFE and U+FFFF (production 2, `Char`), not even as a reference.
//! Each of them becomes U+FFFD, one for one, so that offsets in code points stay. A CR is written as a reference, since a
//! reader takes a bare one for a line break (section 2.11); so are line breaks and tabs in attributes (section 3.3.3).

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
    escape(out, text, false);
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
    escape(out, value, true);
    out.push('"');
}

/// Appends `<!-- words -->` and a line break. A hyphen after another, or at the end, becomes `&#45;`: a comment may not
/// hold two (section 2.5).
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
    let mut last = ' ';
    for character in words.chars() {
        match character {
            '-' if last == '-' => out.push_str("&#45;"),
            '-' => out.push('-'),
            other => out.push(allowed(other)),
        }
        last = character;
    }
    out.push_str(" -->\n");
}

fn escape(out: &mut String, text: &str, within_tag: bool) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if within_tag => out.push_str("&quot;"),
            '\n' if within_tag => out.push_str("&#10;"),
            '\t' if within_tag => out.push_str("&#9;"),
            other => out.push(allowed(other)),
        }
    }
}

/// `character`, or U+FFFD for one that XML has no place for.
fn allowed(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => character,
        '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_never_ends_early() {
        for words in ["-", "--", "--->", "a-- -", "<!-- -->"] {
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
