//! Addresses as one token: URLs, domains, e-mail addresses, `@handles` and `#tags`.

/// Last labels after which dotted words are an address or a file, not two sentences without a space between them.
/// English words (`in`, `it`, `is`, `at`, `so` …) are left out.
const ENDINGS: &[&str] = &[
    "ai", "app", "au", "biz", "br", "ca", "ch", "cn", "co", "com", "css", "csv", "de", "dev", "doc", "docx",
    "edu", "es", "eu", "exe", "fi", "fm", "fr", "gov", "htm", "html", "ie", "il", "info", "int", "io", "jp",
    "jpeg", "jpg", "js", "json", "kz", "live", "ly", "md", "mil", "mp", "museum", "net", "news", "nl", "nz",
    "onion", "online", "org", "pdf", "php", "pl", "png", "ps", "py", "rs", "ru", "se", "site", "su",
    "travel", "ts", "tv", "txt", "ua", "uk", "xls", "xml", "zip",
];

/// Longest domain or local part that is looked for, in bytes: keeps the scan linear.
const LONGEST: usize = 80;

/// The length in bytes of the URL that `rest` starts with, with its scheme or `www.`; punctuation at its end is not in it.
pub(super) fn url(rest: &str) -> Option<usize> {
    let head = rest.as_bytes();
    let scheme = match head.first()? {
        b'h' | b'H' => ["https://", "http://"].iter().find(|scheme| starts_with(head, scheme))?,
        b'f' | b'F' => ["ftp://"].iter().find(|scheme| starts_with(head, scheme))?,
        b'w' | b'W' => ["www."].iter().find(|scheme| starts_with(head, scheme))?,
        _ => return None,
    };
    let end = path(rest, scheme.len());
    (end > scheme.len()).then_some(end)
}

fn starts_with(head: &[u8], scheme: &str) -> bool {
    head.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
}

/// Where an address that goes on at byte `from` of `rest` ends: before white space, a quotation mark or an angle bracket,
/// and before the punctuation of the sentence around it.
fn path(rest: &str, from: usize) -> usize {
    let tail = rest.get(from..).unwrap_or_default();
    let stops = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '<' | '>' | '“' | '”' | '«' | '»' | '`' | '’' | '‘' | '—' | '…')
    };
    let tail = &tail[..tail.find(stops).unwrap_or(tail.len())];
    let mut end = tail.len();
    let mut opened = None; // counted once, when the first closing bracket stands at the end
    while let Some(last) = tail[..end].chars().next_back() {
        let drop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '*' | '_' => true,
            ')' => {
                let count = opened.get_or_insert_with(|| {
                    tail.bytes().map(|byte| i32::from(byte == b')') - i32::from(byte == b'(')).sum::<i32>()
                });
                *count -= 1;
                *count >= 0
            }
            _ => false,
        };
        if !drop {
            break;
        }
        end -= last.len_utf8();
    }
    from + end
}

/// The length in bytes of the domain or file name that `rest` starts with, `example.com/news` or `Node.js`.
pub(super) fn domain(rest: &str) -> Option<usize> {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let mut end = rest.bytes().take(LONGEST).take_while(name).count();
    while rest[..end].ends_with(['.', '-']) {
        end -= 1;
    }
    let name = &rest[..end];
    let (before, last) = name.rsplit_once('.')?;
    let one_case = !last.bytes().any(|byte| byte.is_ascii_uppercase())
        || !name.bytes().any(|byte| byte.is_ascii_lowercase());
    if before.is_empty() || name.contains("..") || !one_case {
        return None;
    }
    ENDINGS.binary_search(&last.to_ascii_lowercase().as_str()).ok()?;
    if rest[end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(if rest[end..].starts_with('/') { path(rest, end) } else { end })
}

/// The length in bytes of the e-mail address that `rest` starts with.
pub(super) fn email(rest: &str) -> Option<usize> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+' | b'%');
    let at = rest.bytes().take(LONGEST).take_while(local).count();
    let after = rest[at..].strip_prefix('@').filter(|_| at > 0)?;
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let mut end = after.bytes().take(LONGEST).take_while(name).count();
    while after[..end].ends_with(['.', '-']) {
        end -= 1;
    }
    after[..end].contains('.').then_some(at + 1 + end)
}

/// The length in bytes of the `@handle` or `#tag` that `rest` starts with.
pub(super) fn handle(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix(['@', '#'])?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    name[..end].contains(char::is_alphabetic).then_some(1 + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_sorted() {
        assert!(
            ENDINGS.windows(2).all(|pair| pair[0] < pair[1]),
            "{:?}",
            ENDINGS.windows(2).find(|p| p[0] >= p[1])
        );
    }

    #[test]
    fn addresses_leave_the_punctuation_of_the_sentence() {
        for (rest, expected) in [
            ("https://example.org/a_(b)), he", "https://example.org/a_(b)"),
            ("www.example.org.", "www.example.org"),
            ("HTTP://example.org/?a=b&c=d”", "HTTP://example.org/?a=b&c=d"),
        ] {
            assert_eq!(url(rest).map(|len| &rest[..len]), Some(expected));
        }
        assert_eq!(url("https://"), None);
        assert_eq!(domain("example.com/news, "), Some(16));
        assert_eq!(domain("Node.js."), Some(7));
        assert_eq!(domain("ended.The"), None);
        assert_eq!(domain("ended.in"), None);
        assert_eq!(email("ana.lopez@example.org. "), Some(21));
        assert_eq!(email("ana@home"), None);
        assert_eq!(handle("#Brexit2016, "), Some(11));
        assert_eq!(handle("#1"), None);
    }
}
