//! Character references: `&amp;`, `&#8220;`, `&#x201D;`.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Longest reference that the HTML standard knows, in bytes, with its semicolon.
const LONGEST: usize = 40;

/// The length in bytes and the meaning of the character reference that `rest` starts with. It must end with a semicolon:
/// without one, `?a=1&copy=2` is an address.
pub(super) fn decode(rest: &str) -> Option<(usize, String)> {
    let name = rest.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    if end == 0 || name.as_bytes()[end] != b';' {
        return None;
    }
    let len = end + 2;
    let common = match &name[..end] {
        "amp" => "&",
        "nbsp" => "\u{a0}",
        "quot" => "\"",
        "apos" => "'",
        "lt" => "<",
        "gt" => ">",
        _ => "",
    };
    if !common.is_empty() {
        return Some((len, common.to_string()));
    }
    let reference = rest.get(..len)?;
    let text = parse(reference);
    (text != reference).then_some((len, text))
}

/// What the HTML standard reads in `html`, which holds a character reference and no tag.
pub(super) fn parse(html: &str) -> String {
    let mut text = String::new();
    // The emitter of `html`, so that the tokenizer is compiled once: it is large.
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        if let Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    text
}
