//! The marks on an article as numbers, ready for a typed array.

use super::{Layer, View, utf16};
use crate::Span;
use crate::annotation::{MentionId, QuotationId, TimexId};
use crate::project::{MarkId, Project, State};
use crate::quotation::Speaker;

/// The numbers of one mark in [`marks`].
pub const MARK_WORDS: usize = 6;

/// The number of a mark on the page: four bits for its list, the rest for its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Handle(pub u32);

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A name.
    Mention(MentionId),
    /// The words of a quotation.
    Quotation(QuotationId),
    /// The source of a quotation.
    Source(QuotationId),
    /// A temporal expression.
    Timex(TimexId),
}

impl Item {
    /// The mark of the project that a decision about this is made on.
    pub fn mark(self) -> MarkId {
        match self {
            Item::Mention(id) => id.into(),
            Item::Quotation(id) | Item::Source(id) => id.into(),
            Item::Timex(id) => id.into(),
        }
    }
}

const INDEX_BITS: u32 = 28;

impl From<Item> for Handle {
    fn from(item: Item) -> Handle {
        let (list, index) = match item {
            Item::Mention(id) => (0, id.0),
            Item::Quotation(id) => (1, id.0),
            Item::Source(id) => (2, id.0),
            Item::Timex(id) => (3, id.0),
        };
        Handle((list << INDEX_BITS) | (index & ((1 << INDEX_BITS) - 1)))
    }
}

impl Handle {
    /// What the mark stands for; `None` where no list has such a number.
    pub fn item(self) -> Option<Item> {
        let index = self.0 & ((1 << INDEX_BITS) - 1);
        match self.0 >> INDEX_BITS {
            0 => Some(Item::Mention(MentionId(index))),
            1 => Some(Item::Quotation(QuotationId(index))),
            2 => Some(Item::Source(QuotationId(index))),
            3 => Some(Item::Timex(TimexId(index))),
            _ => None,
        }
    }
}

/// One mark, before it becomes numbers.
struct Mark {
    item: Item,
    span: Span,
    layer: Layer,
    /// A name inside the words that name its bearer as the speaker: drawn only where speakers are not.
    covered: bool,
    group: u32,
}

/// The marks of `project` in the order of their start, the longer one first: [`MARK_WORDS`] numbers each, which are its
/// handle, start and end in UTF-16 code units, its place in [`Layer::ALL`], its flags and its group. Bit 0 of the flags says
/// that a name lies within the words that name its bearer as the speaker, so that it is drawn where speakers are not; the
/// bits above are the place of its state in `suggested confirmed rejected manual`. What is of one person, organisation or
/// place, or names the same day, has one group; 0 is none. Dates and places have the groups that `view` gives them.
pub fn marks(project: &Project, view: &View) -> Vec<u32> {
    let mut marks = list(project);
    let groups = view.groups();
    for mark in &mut marks {
        mark.group = groups.get(&Handle::from(mark.item).0).copied().unwrap_or(mark.group);
    }
    crate::order::by_key(&mut marks, |mark| {
        (mark.span.start, usize::MAX - mark.span.end, mark.layer as u8, Handle::from(mark.item).0)
    });
    let mut words = Vec::with_capacity(marks.len() * MARK_WORDS);
    for mark in marks {
        let (start, end) = utf16(project.annotation(), mark.span);
        let state = match project.state(mark.item.mark()).unwrap_or_default() {
            State::Suggested => 0,
            State::Confirmed => 1,
            State::Rejected => 2,
            State::Manual => 3,
        };
        let flags = u32::from(mark.covered) | state << 1;
        words.extend([Handle::from(mark.item).0, start, end, mark.layer as u32, flags, mark.group]);
    }
    words
}

/// How many marks of each layer stand; a split quotation counts once.
pub(super) fn counts(project: &Project) -> Vec<u32> {
    let mut counts = vec![0; Layer::ALL.len()];
    let mut seen = std::collections::HashSet::new();
    for mark in list(project) {
        if project.is_live(mark.item.mark()) && seen.insert(Handle::from(mark.item).0) {
            counts[mark.layer as usize] += 1;
        }
    }
    counts
}

fn list(project: &Project) -> Vec<Mark> {
    let annotation = project.annotation();
    let mut marks = Vec::new();
    let mut sources = Vec::new();
    for (index, quotation) in annotation.quotations.iter().enumerate() {
        let group = group(quotation.speaker);
        if let Some(span) = quotation.source {
            let item = Item::Source(index.into());
            // Quotations that share one source: it is marked once.
            if sources.last() != Some(&(span, group)) {
                marks.push(Mark { item, span, layer: Layer::Speaker, covered: false, group });
                sources.push((span, group));
            }
        }
        for &span in &quotation.content {
            let item = Item::Quotation(index.into());
            marks.push(Mark { item, span, layer: Layer::Quotation, covered: false, group });
        }
    }
    crate::order::by_key(&mut sources, |&source| source);
    for (index, mention) in annotation.mentions.iter().enumerate() {
        let group = mention.entity.map_or(0, |entity| entity.0 + 1);
        let before = sources.partition_point(|(span, _)| span.start <= mention.span.start);
        // Sources seldom nest: the last ones that start before the mention decide.
        let covered = sources[before.saturating_sub(3)..before]
            .iter()
            .any(|&(span, speaker)| speaker == group && group != 0 && span.contains(mention.span));
        let item = Item::Mention(index.into());
        marks.push(Mark { item, span: mention.span, layer: Layer::of(mention.kind), covered, group });
    }
    for (index, timex) in annotation.timexes.iter().enumerate() {
        let item = Item::Timex(index.into());
        marks.push(Mark { item, span: timex.span, layer: Layer::Date, covered: false, group: 0 });
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks
}

/// The group of a speaker; 0 where it is no entity of the article.
pub(super) fn group(speaker: Speaker) -> u32 {
    match speaker {
        Speaker::Entity(entity) => entity.0 + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_leads_back_to_its_item() {
        for item in [
            Item::Mention(MentionId(0)),
            Item::Quotation(QuotationId(7)),
            Item::Source(QuotationId(7)),
            Item::Timex(TimexId(123_456)),
        ] {
            assert_eq!(Handle::from(item).item(), Some(item));
        }
        assert_eq!(Handle(u32::MAX).item(), None);
    }
}
