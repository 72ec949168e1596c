//! What the page shows of an article: plain values, made from what the core knows, that a script can read.
//!
//! Offsets here count UTF-16 code units of [`Document::text`](crate::Document::text), as a web page does. The TypeScript
//! types in `www/src/engine/types.ts` are generated from these; a test compares them.
//!
//! [`Desk`] is the whole of the page's engine but for the browser: it holds the open article and answers requests.

use std::collections::HashMap;

use serde::Serialize;

mod citation;
mod dates;
mod desk;
mod detail;
mod file;
mod marks;
mod notice;
mod places;
mod request;
mod said;

pub use citation::citation;
pub use dates::{DateView, TimelineView, UndatedView};
pub use desk::{Answer, Article, Desk, DeskError, Download};
pub use detail::{
    Detail, PlaceCandidate, PlaceDetail, QuotationDetail, Reason, SpeakerCandidate, TimexDetail,
};
pub use file::{Encoding, Opened, Reading, read_file};
pub use marks::{Handle, Item, MARK_WORDS, marks};
pub use notice::{Guess, Notice};
pub use places::PlaceView;
pub use request::{DocumentFormat, ExportFormat, Request};
pub use said::{QuotationView, RefusalView, SilentView, SpeakerKind, SpeakerView, UnspokenView};

use crate::annotation::Annotation;
use crate::document::ParagraphKind;
use crate::document::article::Field;
use crate::mention::MentionKind;
use crate::project::Project;

/// What a mark on the article tells: each has a letter, a line and a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum Layer {
    /// The words that name who speaks.
    Speaker,
    /// A person's name.
    Person,
    /// The name of a place or a building.
    Place,
    /// A date, time, duration or set.
    Date,
    /// What is said.
    Quotation,
    /// The name of an organisation.
    Organisation,
    /// Demonyms, events, works and the rest.
    Other,
}

impl Layer {
    /// Every layer, in the order of the page's buttons.
    pub const ALL: [Layer; 7] = [
        Layer::Speaker,
        Layer::Person,
        Layer::Place,
        Layer::Date,
        Layer::Quotation,
        Layer::Organisation,
        Layer::Other,
    ];

    /// The layer of names of `kind`.
    pub fn of(kind: MentionKind) -> Layer {
        match kind {
            MentionKind::Person => Layer::Person,
            MentionKind::Place | MentionKind::Facility => Layer::Place,
            MentionKind::Organisation => Layer::Organisation,
            MentionKind::Demonym | MentionKind::Other => Layer::Other,
        }
    }
}

/// One thing that the article says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct FieldView {
    /// The value; empty where nothing is known. A date is `YYYY-MM-DD`.
    pub value: String,
    /// Why it is thought to be that.
    pub why: Option<String>,
}

impl FieldView {
    fn of<T: ToString>(field: &Option<Field<T>>, text: &str) -> FieldView {
        field.as_ref().map_or_else(FieldView::default, |field| FieldView {
            value: field.value.to_string(),
            why: Some(field.evidence.words(text)).filter(|why| !why.is_empty()),
        })
    }
}

/// What the article says about itself, as the page shows and edits it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct Fields {
    /// The headline.
    pub title: FieldView,
    /// The newspaper, agency or site.
    pub outlet: FieldView,
    /// Who wrote it.
    pub author: FieldView,
    /// Where it was published.
    pub url: FieldView,
    /// The document creation time: the day of publication.
    pub created: FieldView,
}

/// Somebody or something that the article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct EntityView {
    /// Its group on the page: one more than its index, as in the group of a mark.
    pub group: u32,
    /// What it is.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "MentionKind"))]
    pub kind: MentionKind,
    /// The longest form of its name in the article, without title.
    pub name: String,
    /// What the text calls a person.
    pub role: Option<String>,
    /// How many mentions it has.
    pub mentions: u32,
    /// Its number as a speaker.
    pub number: Option<u32>,
}

/// Everything about an article but its marks, which travel as numbers: see [`marks`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct View {
    /// The article as read; offsets count its UTF-16 code units.
    pub text: String,
    /// Title, date, author, outlet and address.
    pub fields: Fields,
    /// What the names of its files begin with: `bridge-shut`.
    pub file_name: String,
    /// What relative dates are reckoned from, `YYYY-MM-DD`.
    pub created: Option<String>,
    /// How many marks each layer has, in the order of [`Layer::ALL`]; a split quotation counts once.
    pub counts: Vec<u32>,
    /// The words of the article.
    pub words: u32,
    /// Who speaks, in the order of the first quotation; those without a number come last.
    pub speakers: Vec<SpeakerView>,
    /// What is said, in text order.
    pub quotations: Vec<QuotationView>,
    /// The persons whom the text names and does not quote, those named most often first.
    pub silent: Vec<SilentView>,
    /// Those who are reported to say nothing.
    pub refusals: Vec<RefusalView>,
    /// Scare quotes, titles and nicknames.
    pub unspoken: Vec<UnspokenView>,
    /// Who and what is named.
    pub entities: Vec<EntityView>,
    /// The dates in the order of time.
    pub timeline: TimelineView,
    /// The places: first those that are somewhere, each spot once, then the names without a sure location; in the order of
    /// their first mention.
    pub places: Vec<PlaceView>,
    /// The point that places are preferred near, in degrees north and east.
    pub near: Option<(f64, f64)>,
    /// What the reader should know about the result.
    pub notices: Vec<Notice>,
    /// How many steps of the log are done.
    pub done: u32,
    /// How many steps there are, also those that were taken back.
    pub steps: u32,
}

impl View {
    /// What the page shows of `project`. Time is linear in its size.
    pub fn of(project: &Project) -> View {
        let annotation = project.annotation();
        let text = &annotation.document.text;
        let article = &annotation.document.article;
        let (speakers, quotations, silent) = said::said(project);
        let mut view = View {
            text: text.clone(),
            fields: Fields {
                title: FieldView::of(&article.title, text),
                outlet: FieldView::of(&article.outlet, text),
                author: FieldView::of(&article.author, text),
                url: FieldView::of(&article.url, text),
                created: FieldView::of(&article.created, text),
            },
            file_name: file_name(project),
            created: annotation.created().map(|date| date.to_string()),
            counts: marks::counts(project),
            words: (0..annotation.document.tokens.len()).filter(|&at| annotation.document.is_word(at)).count()
                as u32,
            entities: entities(project, &speakers),
            speakers,
            quotations,
            silent,
            refusals: said::refusals(annotation),
            unspoken: said::unspoken(annotation),
            timeline: dates::timeline(project),
            places: places::places(project),
            near: project.options().near.map(|(north, east)| (north.degrees(), east.degrees())),
            notices: Vec::new(),
            done: project.position() as u32,
            steps: project.log().len() as u32,
        };
        view.notices = notice::notices(annotation, &view);
        view
    }

    /// The group of each mark that names a day or a spot on Earth.
    fn groups(&self) -> HashMap<u32, u32> {
        let dates = self.timeline.entries.iter().map(|entry| (&entry.marks, entry.group));
        let places = self.places.iter().map(|place| (&place.marks, place.group));
        dates.chain(places).flat_map(|(marks, group)| marks.iter().map(move |&mark| (mark, group))).collect()
    }
}

/// What the names of files of `project` begin with: its title in small letters and figures, or `article`.
fn file_name(project: &Project) -> String {
    let article = &project.annotation().document.article;
    let title = article.title.as_ref().map_or("", |field| field.value.as_str());
    let mut name = String::new();
    for word in title.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.len() + word.len() > 60 {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().flat_map(char::to_lowercase));
    }
    if name.is_empty() { "article".to_string() } else { name }
}

fn entities(project: &Project, speakers: &[SpeakerView]) -> Vec<EntityView> {
    let annotation = project.annotation();
    let mut numbers = vec![None; annotation.entities.len()];
    for speaker in speakers {
        let index = (speaker.group as usize).checked_sub(1);
        if let Some(number) = index.and_then(|index| numbers.get_mut(index)) {
            *number = speaker.number;
        }
    }
    let view = |(index, entity): (usize, &crate::coref::Entity)| EntityView {
        group: index as u32 + 1,
        kind: entity.kind,
        name: entity.name.clone(),
        role: entity.role.map(|span| annotation.text_of(span).to_string()),
        mentions: entity.mentions.iter().filter(|&&mention| project.is_live(mention.into())).count() as u32,
        number: numbers[index],
    };
    annotation.entities.iter().enumerate().map(view).collect()
}

/// The paragraphs of `annotation` as numbers, three each: start and end in UTF-16 code units, and the place of its kind
/// in `body headline listItem byline published caption related credit sourceUrl`.
pub fn paragraphs(annotation: &Annotation) -> Vec<u32> {
    let kind = |kind| match kind {
        ParagraphKind::Body => 0,
        ParagraphKind::Headline => 1,
        ParagraphKind::ListItem => 2,
        ParagraphKind::Byline => 3,
        ParagraphKind::Published => 4,
        ParagraphKind::Caption => 5,
        ParagraphKind::Related => 6,
        ParagraphKind::Credit => 7,
        ParagraphKind::SourceUrl => 8,
    };
    let document = &annotation.document;
    let three = |paragraph: &crate::document::Paragraph| {
        let (start, end) = utf16(annotation, paragraph.span);
        [start, end, kind(paragraph.kind)]
    };
    document.paragraphs.iter().flat_map(three).collect()
}

/// `span` in UTF-16 code units; the whole of nothing where it does not fit the text.
fn utf16(annotation: &Annotation, span: crate::Span) -> (u32, u32) {
    let offset = |byte| annotation.document.offsets.utf16(byte).unwrap_or_default() as u32;
    (offset(span.start), offset(span.end))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod bindings {
    use std::path::Path;

    use ts_rs::{Config, TS};

    use super::*;

    /// The types of the project, whose names are in files already and written there by hand.
    const COMMAND: &str = r#"/** What a person has said about a mark. */
export type State = "suggested" | "confirmed" | "rejected" | "manual";

/** A field of the article that is a text. */
export type ArticleField = "title" | "outlet" | "author" | "url";

/** A candidate, by its id or by its name and position, or a place of the person's own; in degrees. */
export type PlaceChoice = { geonameid: number } | { name: string; latitude: number; longitude: number };

/** One decision; `marks` are names as in {@link Detail}. */
export type Command =
  | { command: "accept"; marks: string[] }
  | { command: "reject"; marks: string[] }
  | { command: "retype"; marks: string[]; kind: MentionKind }
  | { command: "setSpeaker"; marks: string[]; speaker: string }
  | { command: "clearSpeaker"; marks: string[] }
  | { command: "setTimex"; marks: string[]; value: string }
  | { command: "setPlace"; marks: string[]; place: PlaceChoice | null }
  | { command: "setArticle"; field: ArticleField; value: string | null }
  | { command: "setCreated"; date: string | null };

"#;

    #[test]
    fn commands_read_as_the_page_writes_them() {
        for command in [
            r#"{"command": "accept", "marks": ["m0", "q1", "t2", "p3"]}"#,
            r#"{"command": "reject", "marks": ["m0"]}"#,
            r#"{"command": "retype", "marks": ["m0"], "kind": "place"}"#,
            r#"{"command": "setSpeaker", "marks": ["q0"], "speaker": "anonymous"}"#,
            r#"{"command": "clearSpeaker", "marks": ["q0"]}"#,
            r#"{"command": "setTimex", "marks": ["t0"], "value": "2024-02-27"}"#,
            r#"{"command": "setPlace", "marks": ["p0"], "place": {"geonameid": 2988507}}"#,
            r#"{"command": "setPlace", "marks": ["p0"], "place": {"name": "Mill", "latitude": 1, "longitude": 2}}"#,
            r#"{"command": "setPlace", "marks": ["p0"], "place": null}"#,
            r#"{"command": "setArticle", "field": "title", "value": null}"#,
            r#"{"command": "setCreated", "date": "2024-02-28"}"#,
        ] {
            serde_json::from_str::<crate::project::Command>(command)
                .unwrap_or_else(|error| panic!("{command}: {error}"));
        }
    }

    /// The TypeScript module of every type here.
    fn module() -> String {
        let config = Config::default();
        let mut module = String::from(
            "// Generated from src/view: `DATELINE_UPDATE=1 cargo test --lib view::bindings` writes it. Offsets count UTF-16 code units.\n\n",
        );
        module.push_str(COMMAND);
        module.push_str("/** What a name names. */\nexport type MentionKind = \"person\" | \"place\" | \"organisation\" | \"facility\" | \"demonym\" | \"other\";\n\n");
        let mut add = |declaration: String, docs: Option<String>| {
            module.push_str(&docs.unwrap_or_default());
            module.push_str("export ");
            module.push_str(&declaration);
            module.push_str("\n\n");
        };
        macro_rules! add {
            ($($type:ty),* $(,)?) => { $(add(<$type>::decl(&config), <$type as TS>::docs());)* };
        }
        add!(
            Layer,
            FieldView,
            Fields,
            EntityView,
            SpeakerKind,
            SpeakerView,
            QuotationView,
            SilentView,
            RefusalView,
            crate::quotation::Use,
            UnspokenView,
            crate::timeline::UndatedReason,
            DateView,
            UndatedView,
            TimelineView,
            Guess,
            Notice,
            View
        );
        add!(
            PlaceView,
            Reason,
            PlaceCandidate,
            PlaceDetail,
            SpeakerCandidate,
            QuotationDetail,
            TimexDetail,
            Detail
        );
        add!(DocumentFormat, ExportFormat, Encoding, Reading, Request);
        module.trim_end().to_string() + "\n"
    }

    #[test]
    fn the_types_of_the_page_are_those_of_the_core() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/src/engine/types.ts");
        let module = module();
        if std::env::var_os("DATELINE_UPDATE").is_some() {
            std::fs::write(&path, &module).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            committed == module,
            "{} is not what src/view gives; run `DATELINE_UPDATE=1 cargo test --lib view::bindings`",
            path.display()
        );
    }

    #[test]
    fn kinds_of_mentions_are_written_as_the_page_knows_them() {
        for (kind, name) in [
            (MentionKind::Person, "person"),
            (MentionKind::Place, "place"),
            (MentionKind::Organisation, "organisation"),
            (MentionKind::Facility, "facility"),
            (MentionKind::Demonym, "demonym"),
            (MentionKind::Other, "other"),
        ] {
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
        }
    }
}
