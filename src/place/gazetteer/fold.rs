//! The form in which names are looked up: without case, accents, apostrophes and points.

/// Appends to `out` the form of `name` that lookup compares: lower case, Latin letters without accents, no apostrophes or
/// points, one space for any run of spaces, hyphens and other marks, `st` as `saint`, `mt` as `mount`, `ft` as `fort`, `&` as `and`.
///
/// ```
/// use dateline::place::gazetteer::fold;
/// let mut key = String::new();
/// fold("St. John’s", &mut key);
/// assert_eq!(key, "saint johns");
/// ```
pub fn fold(name: &str, out: &mut String) {
    let from = out.len();
    let mut word = from; // where the present word starts
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '&' => {
                word = part(out, from, word);
                out.push_str("and");
                word = part(out, from, word);
            }
            '.' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' | 'ʽ' | '\u{ad}' | '\u{200b}'..='\u{200f}' =>
                {}
            c if c.is_ascii() => word = part(out, from, word),
            c => letter(c, out, from, &mut word),
        }
    }
    part(out, from, word);
    if out.len() > from && out.ends_with(' ') {
        out.pop();
    }
}

/// Ends a word: expands an abbreviation and puts one space behind it. Returns where the next word starts.
fn part(out: &mut String, from: usize, word: usize) -> usize {
    let long = match &out[word..] {
        "" => return word,
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        _ => "",
    };
    if !long.is_empty() {
        out.truncate(word);
        out.push_str(long);
    }
    debug_assert!(out.len() > from);
    out.push(' ');
    out.len()
}

/// Appends a letter outside ASCII, without its accent.
fn letter(c: char, out: &mut String, from: usize, word: &mut usize) {
    if matches!(c, '\u{300}'..='\u{36f}') {
        return;
    }
    if let Some(plain) = plain(c) {
        out.push_str(plain);
    } else if c.is_alphanumeric() {
        out.extend(c.to_lowercase().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')));
    } else {
        *word = part(out, from, *word);
    }
}

/// The ASCII letters of an accented Latin letter, in lower case.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ȁ'..='ȃ' | 'Ȧ' | 'ȧ' | 'Ạ'..='ặ' | 'Ḁ' | 'ḁ' => {
            "a"
        }
        'Æ' | 'æ' => "ae",
        'Ḃ'..='ḇ' => "b",
        'Ç' | 'ç' | 'Ć'..='č' | 'Ḉ' | 'ḉ' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' | 'Ḋ'..='ḓ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ȅ'..='ȇ' | 'Ȩ' | 'ȩ' | 'Ẹ'..='ệ' | 'Ḕ'..='ḝ' | 'Ə' | 'ə' => {
            "e"
        }
        'Ḟ' | 'ḟ' => "f",
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' | 'Ǵ' | 'ǵ' | 'Ḡ' | 'ḡ' => "g",
        'Ĥ'..='ħ' | 'Ḣ'..='ḫ' | 'ẖ' | 'Ȟ' | 'ȟ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ỉ'..='ị' | 'Ḭ'..='ḯ' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' | 'Ǩ' | 'ǩ' | 'Ḱ'..='ḵ' => "k",
        'Ĺ'..='ł' | 'Ḷ'..='ḽ' => "l",
        'Ḿ'..='ṃ' => "m",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' | 'Ǹ' | 'ǹ' | 'Ṅ'..='ṋ' => "n",
        'Ò'..='Ö'
        | 'Ø'
        | 'ò'..='ö'
        | 'ø'
        | 'Ō'..='ő'
        | 'Ơ'
        | 'ơ'
        | 'Ǒ'
        | 'ǒ'
        | 'Ǫ'..='ǭ'
        | 'Ọ'..='ợ'
        | 'Ṍ'..='ṓ' => "o",
        'Œ' | 'œ' => "oe",
        'Ṕ'..='ṗ' => "p",
        'Ŕ'..='ř' | 'Ṙ'..='ṟ' => "r",
        'Ś'..='š' | 'Ș' | 'ș' | 'Ṡ'..='ṩ' => "s",
        'ß' | 'ẞ' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' | 'Ṫ'..='ṱ' | 'ẗ' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ'..='ǜ' | 'Ụ'..='ự' | 'Ṳ'..='ṻ' => {
            "u"
        }
        'Ŵ' | 'ŵ' | 'Ẁ'..='ẉ' => "w",
        'Ẋ'..='ẍ' => "x",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' | 'Ẏ' | 'ẏ' => "y",
        'Ź'..='ž' | 'Ẑ'..='ẕ' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn folded(name: &str) -> String {
        let mut out = String::new();
        fold(name, &mut out);
        out
    }

    #[test]
    fn forms_of_one_name_meet() {
        for forms in [
            &["St. Mary's County", "Saint Mary’s County", "ST MARYS COUNTY"][..],
            &["U.S.", "US", "u.s"],
            &["Côte d’Ivoire", "Cote d'Ivoire"],
            &["Mt. Vernon", "Mount Vernon"],
            &["São  Paulo", "SAO PAULO", "Sa\u{303}o Paulo"],
            &["Port-au-Prince", "Port au Prince"],
            &["Trinidad & Tobago", "Trinidad and Tobago"],
            &["Đà Nẵng", "Da Nang"],
        ] {
            for form in forms {
                assert_eq!(folded(form), folded(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn odd_names_have_a_form() {
        assert_eq!(folded(""), "");
        assert_eq!(folded(" -- ."), "");
        assert_eq!(folded("Ürümqi / 乌鲁木齐"), "urumqi 乌鲁木齐");
        assert_eq!(folded("St"), "saint");
    }
}
