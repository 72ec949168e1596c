//! Names that differ by one slip of the pen.

/// The word in small letters without diacritics, as names are compared.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => out.push('c'),
            'ď' | 'đ' | 'ð' => out.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => out.push('g'),
            'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' => out.push('i'),
            'ł' | 'ľ' | 'ļ' | 'ĺ' => out.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => out.push('o'),
            'ŕ' | 'ř' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            '’' | '‘' | '`' => out.push('\''),
            '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            _ => out.push(c),
        }
    }
    out
}

/// Whether one edit leads from `a` to `b`: a letter more, fewer or another, or two letters that changed places.
pub fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        1 => short[same..] == long[same + 1..],
        0 if same == short.len() => false,
        0 => {
            short[same + 1..] == long[same + 1..]
                || same + 1 < short.len()
                    && short[same] == long[same + 1]
                    && short[same + 1] == long[same]
                    && short[same + 2..] == long[same + 2..]
        }
        _ => false,
    }
}

/// Letters of a word in which two slips are no other word.
const LONG: usize = 8;

/// Whether two long words are alike but for a letter that each has more: `Buchtmann`, `Bauchtman`.
pub fn two_slips(a: &str, b: &str) -> bool {
    let long = |word: &str| word.chars().count() >= LONG;
    long(a) && long(b) && deletions(a).any(|short| deletions(b).any(|other| other == short))
}

/// The word and each form of it that lacks one letter: two words one edit apart share one of these, or are apart by a
/// letter at the end.
pub fn deletions(word: &str) -> impl Iterator<Item = String> + '_ {
    let without = word.char_indices().take(24).map(|(at, c)| {
        let mut short = String::with_capacity(word.len());
        short.push_str(&word[..at]);
        short.push_str(&word[at + c.len_utf8()..]);
        short
    });
    std::iter::once(word.to_string()).chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_slip() {
        assert!(
            one_edit("ushakov", "ushakhov")
                && one_edit("ushakov", "ushkaov")
                && one_edit("ushakov", "usharov")
        );
        assert!(
            !one_edit("ushakov", "ushakov") && !one_edit("ushakov", "ushalog") && !one_edit("ab", "ba c")
        );
        assert!(one_edit("", "a") && !one_edit("", ""));
    }

    #[test]
    fn two_slips_count_in_long_words_only() {
        assert!(two_slips("buchtmann", "bauchtman") && two_slips("stevenson", "stevensson"));
        assert!(!two_slips("moreno", "morena") && !two_slips("robertson", "robinson"));
    }

    #[test]
    fn close_words_share_a_deletion() {
        for (a, b) in [("ushakov", "ushakhov"), ("ushakov", "ushkaov"), ("ushakov", "usharov")] {
            let known: Vec<_> = deletions(a).collect();
            assert!(deletions(b).any(|short| known.contains(&short)), "{a} {b}");
        }
    }

    #[test]
    fn diacritics_fold() {
        assert_eq!(fold("Łódź López O’Brien"), "lodz lopez o'brien");
    }
}
