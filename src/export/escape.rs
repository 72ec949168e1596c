//! One loop behind every format that replaces some characters of a text.

/// Appends `text` to `out`, with what `replacement` gives for a character in its place.
pub(super) fn push(out: &mut String, text: &str, replacement: fn(char) -> Option<&'static str>) {
    let mut done = 0;
    for (at, character) in text.char_indices() {
        if let Some(words) = replacement(character) {
            out.push_str(&text[done..at]);
            out.push_str(words);
            done = at + character.len_utf8();
        }
    }
    out.push_str(&text[done..]);
}

/// What stands for a character that a format has no place for.
pub(super) const LOST: &str = "\u{fffd}";
