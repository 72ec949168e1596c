//! Two steps of reading as one: edits of a source, and edits of what they made of it.

use super::source::Edit;
use crate::Span;

/// The edits that do to a source what `first` does to it and then `second` to the result, `middle`. Each list is sorted and
/// does not overlap itself; so is what comes out. Takes time linear in both lists.
pub(super) fn compose(middle: &str, first: Vec<Edit>, second: Vec<Edit>) -> Vec<Edit> {
    if first.is_empty() || second.is_empty() {
        return if first.is_empty() { second } else { first };
    }
    let mut composed = Vec::with_capacity(first.len() + second.len());
    let mut first = first.into_iter().peekable();
    let mut second = second.into_iter().peekable();
    // An offset of `middle` behind the edits of `first` taken so far, and `shift`, make an offset of the source.
    let mut shift = 0isize;
    loop {
        let mut group = match (first.peek(), second.peek()) {
            (None, None) => return composed,
            (Some(one), two) if two.is_none_or(|two| before(one, shift) <= two.at.start) => {
                Group::at(one.at.start, before(one, shift))
            }
            (_, Some(two)) => Group::at(two.at.start.wrapping_add_signed(shift), two.at.start),
            (Some(one), None) => Group::at(one.at.start, before(one, shift)),
        };
        // Edits that overlap become one; those that only touch stay apart.
        let mut empty = true;
        loop {
            let joins = |start: usize| start < group.middle.end || empty && start == group.middle.end;
            if let Some(edit) = first.next_if(|edit| joins(before(edit, shift))) {
                let start = before(&edit, shift);
                shift += edit.at.len() as isize - edit.text.len() as isize;
                group.middle.end = group.middle.end.max(start + edit.text.len());
            } else if let Some(edit) = second.next_if(|edit| joins(edit.at.start)) {
                group.text.push_str(Span::new(group.done, edit.at.start).of(middle));
                group.text.push_str(&edit.text);
                group.done = edit.at.end;
                group.middle.end = group.middle.end.max(edit.at.end);
            } else {
                break;
            }
            empty = false;
        }
        group.text.push_str(Span::new(group.done, group.middle.end).of(middle));
        let end = group.middle.end.wrapping_add_signed(shift);
        composed.push(Edit { at: Span::new(group.start, end.max(group.start)), text: group.text });
    }
}

/// Where `edit` stands between the steps.
fn before(edit: &Edit, shift: isize) -> usize {
    edit.at.start.wrapping_add_signed(-shift)
}

/// Edits of both steps that overlap.
struct Group {
    /// Where they start in the source.
    start: usize,
    /// What they replace, between the steps.
    middle: Span,
    /// What replaces it, up to `done` of the text between the steps.
    text: String,
    done: usize,
}

impl Group {
    fn at(start: usize, middle: usize) -> Group {
        Group { start, middle: Span::new(middle, middle), text: String::new(), done: middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceMap;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { at: Span::new(start, end), text: text.into() }
    }

    fn check(source: &str, first: Vec<Edit>, second: Vec<Edit>, expected: &[Edit]) {
        let middle = SourceMap::apply(source, first.as_slice()).0;
        let text = SourceMap::apply(&middle, second.as_slice()).0;
        let composed = compose(&middle, first, second);
        assert_eq!(SourceMap::apply(source, composed.as_slice()).0, text);
        assert_eq!(composed, expected);
    }

    #[test]
    fn two_steps_are_one() {
        // "a&nbsp;b" -> "a\u{a0}b" -> "a b"
        check("a&nbsp;b", vec![edit(1, 7, "\u{a0}")], vec![edit(1, 3, " ")], &[edit(1, 7, " ")]);
        // A deletion inside what the second step replaces.
        check("ab<u>cd", vec![edit(2, 5, "")], vec![edit(1, 3, "X")], &[edit(1, 6, "X")]);
        // Neighbours stay apart.
        check(
            "ab<u>cd",
            vec![edit(2, 5, "")],
            vec![edit(1, 2, "X"), edit(2, 3, "Y")],
            &[edit(1, 2, "X"), edit(2, 5, ""), edit(5, 6, "Y")],
        );
        // The second step changes a part of what the first put there.
        check(
            "a#b",
            vec![edit(1, 2, "1234")],
            vec![edit(2, 4, "-"), edit(5, 6, "c")],
            &[edit(1, 2, "1-4"), edit(2, 3, "c")],
        );
    }

    proptest::proptest! {
        #[test]
        fn composition_is_doing_one_after_the_other(
            source in "[a-dé]{0,20}",
            one in proptest::collection::vec((0usize..24, 0usize..4, "[x-z]{0,3}"), 0..5),
            two in proptest::collection::vec((0usize..24, 0usize..4, "[X-Z]{0,3}"), 0..5),
        ) {
            let make = |text: &str, edits: &[(usize, usize, String)]| {
                let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let at = |index: usize| ends[index.min(ends.len() - 1)];
                let mut edits: Vec<_> = edits.iter().map(|(start, len, text)| edit(at(*start), at(start + len), text)).collect();
                edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
                let mut kept: Vec<Edit> = Vec::new();
                for edit in edits {
                    if kept.last().is_none_or(|last| last.at.end <= edit.at.start && last.at.start < edit.at.start) {
                        kept.push(edit);
                    }
                }
                kept
            };
            let first = make(&source, &one);
            let middle = SourceMap::apply(&source, first.as_slice()).0;
            let second = make(&middle, &two);
            let text = SourceMap::apply(&middle, second.as_slice()).0;
            let composed = compose(&middle, first, second);
            proptest::prop_assert_eq!(&SourceMap::apply(&source, composed.as_slice()).0, &text);
            proptest::prop_assert!(composed.windows(2).all(|pair| pair[0].at.end <= pair[1].at.start));
        }
    }
}
