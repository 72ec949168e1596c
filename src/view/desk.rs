//! The open article, and answers to what the page asks of it.

use std::fmt;

use super::{
    Detail, DocumentFormat, ExportFormat, Handle, Item, Opened, Reading, Request, View, citation, marks,
    paragraphs, read_file,
};
use crate::asset::PackError;
use crate::export::json::JsonError;
use crate::export::{csv, geojson, ics, json, timelinejs, timeml};
use crate::place::Degrees;
use crate::project::{Command, CommandError, Project};
use crate::{Assets, Options};

/// An article as the page gets it.
#[derive(Clone, Debug)]
pub struct Article {
    /// What is said about it.
    pub view: View,
    /// Its marks, as [`marks`] gives them.
    pub marks: Vec<u32>,
    /// Its paragraphs, as [`paragraphs`] gives them.
    pub paragraphs: Vec<u32>,
}

/// A file for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// What is in it.
    pub text: String,
    /// What of the article it has no place for, in words.
    pub note: Option<String>,
}

/// What the engine answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Done; there is nothing to show.
    Done,
    /// The article as it is now.
    Article(Box<Article>),
    /// A file can be read in several ways.
    Choices(Vec<Reading>),
    /// Everything about a mark.
    Detail(Option<Box<Detail>>),
    /// Text for the clipboard.
    Text(String),
    /// A file.
    Download(Download),
}

/// Why a request could not be met.
#[derive(Debug)]
pub enum DeskError {
    /// No article is open.
    Empty,
    /// A data pack is not whole.
    Pack(PackError),
    /// A decision does not fit the article.
    Command(CommandError),
    /// A file of our own format cannot be read.
    File(JsonError),
    /// A mark is not there, or of another kind.
    Mark(u32),
    /// Decisions about marks stand in the way of reading the article again.
    Decided,
}

impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeskError::Empty => f.write_str("expected an open article, found none; paste or open one"),
            DeskError::Pack(error) => error.fmt(f),
            DeskError::Command(error) => error.fmt(f),
            DeskError::File(error) => error.fmt(f),
            DeskError::Decided => f.write_str(
                "expected an article without decisions about marks, since other data has come meanwhile; undo them, or save and open it again",
            ),
            DeskError::Mark(found) => write!(f, "expected the mark of a quotation, found {found}"),
        }
    }
}

impl std::error::Error for DeskError {}

/// The engine of the page, all but the browser: the packs and the open article.
#[derive(Default)]
pub struct Desk {
    assets: Assets,
    open: Option<Open>,
}

struct Open {
    project: Project,
    view: View,
}

impl Open {
    fn new(project: Project) -> Open {
        Open { view: View::of(&project), project }
    }

    fn article(&self) -> Answer {
        Answer::Article(Box::new(Article {
            view: self.view.clone(),
            marks: marks(&self.project, &self.view),
            paragraphs: paragraphs(self.project.annotation()),
        }))
    }
}

impl Desk {
    /// Meets `request`; `bytes` are the pack or the file that came beside it.
    ///
    /// # Errors
    ///
    /// [`DeskError`] where the request does not fit what is open, or a file or value is not what it should be. Nothing
    /// was changed then.
    pub fn answer(&mut self, request: Request, bytes: &[u8]) -> Result<Answer, DeskError> {
        match request {
            Request::Pack => {
                self.assets.add(bytes).map_err(DeskError::Pack)?;
                Ok(Answer::Done)
            }
            Request::Open { source, format } => Ok(self.annotate(&source, format)),
            Request::File { name, encoding } => match read_file(&name, bytes, encoding) {
                Opened::Text { source, format } => Ok(self.annotate(&source, format)),
                Opened::Choices(choices) => Ok(Answer::Choices(choices)),
                Opened::Project(file) => {
                    let project = json::read(&file).map_err(DeskError::File)?;
                    Ok(self.show(project))
                }
            },
            Request::Refresh => {
                let open = self.open()?;
                match refresh(&open.project, open.project.options().near, &self.assets) {
                    Some(project) => Ok(self.show(project)),
                    None => Ok(open.article()),
                }
            }
            Request::Near { near } => {
                let open = self.open()?;
                if near == open.project.options().near {
                    return Ok(open.article());
                }
                let project = refresh(&open.project, near, &self.assets).ok_or(DeskError::Decided)?;
                Ok(self.show(project))
            }
            Request::Command { commands } => {
                self.change(|project| project.apply_all(commands).map_err(DeskError::Command))
            }
            Request::Undo => self.change(|project| {
                project.undo();
                Ok(())
            }),
            Request::Redo => self.change(|project| {
                project.redo();
                Ok(())
            }),
            Request::Detail { mark } => {
                let open = self.open()?;
                let detail = Detail::of(&open.project, &open.view.entities, Handle(mark));
                Ok(Answer::Detail(detail.map(Box::new)))
            }
            Request::Cite { marks } => {
                let quotation = |mark| match Handle(mark).item() {
                    Some(Item::Quotation(id) | Item::Source(id)) => Ok(id),
                    _ => Err(DeskError::Mark(mark)),
                };
                let ids = marks.into_iter().map(quotation).collect::<Result<Vec<_>, _>>()?;
                Ok(Answer::Text(citation(&self.open()?.project, &ids)))
            }
            Request::Export { to: format } => {
                let open = self.open()?;
                Ok(Answer::Download(export(&open.project, &open.view.file_name, format)))
            }
            Request::Crash => Ok(Answer::Done), // the shell fails before it asks
        }
    }

    fn open(&self) -> Result<&Open, DeskError> {
        self.open.as_ref().ok_or(DeskError::Empty)
    }

    fn show(&mut self, project: Project) -> Answer {
        self.open.insert(Open::new(project)).article()
    }

    fn annotate(&mut self, source: &str, format: DocumentFormat) -> Answer {
        let options = Options { format: format.into(), ..Options::default() };
        let project = Project::annotate(source, options, &self.assets);
        self.show(project)
    }

    fn change(
        &mut self,
        act: impl FnOnce(&mut Project) -> Result<(), DeskError>,
    ) -> Result<Answer, DeskError> {
        let open = self.open.as_mut().ok_or(DeskError::Empty)?;
        act(&mut open.project)?;
        open.view = View::of(&open.project);
        Ok(open.article())
    }
}

/// `project` annotated again with `assets` and places preferred near `near`, and what a person decided done again. `None` where
/// there is nothing to gain, or where decisions about marks would be lost: their names are of this annotation alone. (What is
/// near changes where places are, not which there are.)
fn refresh(project: &Project, near: Option<(Degrees, Degrees)>, assets: &Assets) -> Option<Project> {
    let about_article =
        |command: &Command| matches!(command, Command::SetArticle { .. } | Command::SetCreated { .. });
    let steps = project.log();
    let same_packs = project.generator().packs == assets.packs();
    let same_marks = same_packs || steps.iter().all(|step| step.commands.iter().all(about_article));
    if !same_marks || same_packs && near == project.options().near {
        return None;
    }
    let source = &project.annotation().document.source;
    let mut fresh = Project::annotate(source, Options { near, ..project.options().clone() }, assets);
    fresh.id = project.id.clone();
    for step in steps {
        fresh.apply_all(step.commands.clone()).ok()?;
    }
    for _ in project.position()..steps.len() {
        fresh.undo();
    }
    Some(fresh)
}

fn export(project: &Project, name: &str, format: ExportFormat) -> Download {
    let (ending, media, text, note) = match format {
        ExportFormat::Json => ("dateline.json", "application/json", json::write(project), None),
        ExportFormat::Csv => ("csv", "text/csv", csv::quotations_header() + &csv::quotations(project), None),
        ExportFormat::Timeml => ("tml", timeml::MEDIA, timeml::write(project), None),
        ExportFormat::Ics => ("ics", ics::MEDIA, ics::write(project), ics::left_out(project)),
        ExportFormat::Geojson => {
            ("geojson", geojson::MEDIA, geojson::write(project), geojson::left_out(project))
        }
        ExportFormat::Timelinejs => {
            ("timeline.json", timelinejs::MEDIA, timelinejs::write(project), timelinejs::left_out(project))
        }
    };
    Download { name: format!("{name}.{ending}"), media, text, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Rents will fall,” Ana Moreno said on Tuesday. “They must,” she added.";

    fn article(answer: Answer) -> Article {
        match answer {
            Answer::Article(article) => *article,
            other => panic!("expected an article, found {other:?}"),
        }
    }

    fn open(text: &str) -> (Desk, Article) {
        let mut desk = Desk::default();
        let request = Request::Open { source: text.into(), format: DocumentFormat::Plain };
        let article = article(desk.answer(request, b"").unwrap());
        (desk, article)
    }

    fn command(json: &str) -> Request {
        Request::Command { commands: vec![serde_json::from_str(json).unwrap()] }
    }

    fn export(desk: &mut Desk, format: ExportFormat) -> Download {
        match desk.answer(Request::Export { to: format }, b"").unwrap() {
            Answer::Download(download) => download,
            other => panic!("expected a file, found {other:?}"),
        }
    }

    #[test]
    fn one_speaker_has_both_quotations_and_the_marks_fit_the_text() {
        let (_, article) = open(TEXT);
        let [speaker] = &article.view.speakers[..] else { panic!("{:?}", article.view.speakers) };
        assert_eq!((speaker.name.as_str(), speaker.number, speaker.words), ("Ana Moreno", Some(1), 5));
        assert_eq!(speaker.quotations, [0, 1]);
        let utf16: Vec<u16> = article.view.text.encode_utf16().collect();
        let words = |mark: &[u32]| String::from_utf16(&utf16[mark[1] as usize..mark[2] as usize]).unwrap();
        let marks: Vec<_> = article.marks.chunks(super::super::MARK_WORDS).map(words).collect();
        assert!(
            marks.contains(&"“Rents will fall,”".to_string()) && marks.contains(&"she".to_string()),
            "{marks:?}"
        );
        let starts: Vec<_> = article.marks.chunks(super::super::MARK_WORDS).map(|mark| mark[1]).collect();
        assert!(starts.is_sorted());
        assert_eq!(article.paragraphs, [0, utf16.len() as u32, 0]);
    }

    #[test]
    fn the_date_decides_and_can_be_taken_back() {
        let (mut desk, first) = open(TEXT);
        let tuesday = first.marks.chunks(super::super::MARK_WORDS).find(|mark| mark[3] == 3).unwrap()[0];
        let value = |desk: &mut Desk| match desk.answer(Request::Detail { mark: tuesday }, b"").unwrap() {
            Answer::Detail(Some(detail)) => detail.timex.unwrap().value,
            other => panic!("expected a mark, found {other:?}"),
        };
        let before = value(&mut desk);
        let changed =
            article(desk.answer(command(r#"{"command": "setCreated", "date": "2024-02-28"}"#), b"").unwrap());
        assert_eq!((changed.view.created.as_deref(), changed.view.done), (Some("2024-02-28"), 1));
        assert_eq!(value(&mut desk), "2024-02-27");
        let undone = article(desk.answer(Request::Undo, b"").unwrap());
        assert_eq!((undone.view.done, undone.view.steps), (0, 1));
        assert_eq!(value(&mut desk), before);
    }

    #[test]
    fn what_is_rejected_leaves_the_panel_and_keeps_its_mark() {
        let (mut desk, _) = open(TEXT);
        let article =
            article(desk.answer(command(r#"{"command": "reject", "marks": ["q0"]}"#), b"").unwrap());
        let [quotation] = &article.view.quotations[..] else { panic!("{:?}", article.view.quotations) };
        assert_eq!((quotation.text.as_str(), quotation.speaker), ("“They must,”", 0));
        assert_eq!(article.view.speakers[0].quotations, [0]);
        assert_eq!(article.view.counts[super::super::Layer::Quotation as usize], 1);
        let state = |mark: &&[u32]| mark[3] == 4 && mark[4] >> 1 == 2;
        assert_eq!(article.marks.chunks(super::super::MARK_WORDS).filter(state).count(), 1);
    }

    #[test]
    fn a_saved_file_opens_as_it_was() {
        let (mut desk, _) = open(TEXT);
        desk.answer(
            command(r#"{"command": "setArticle", "field": "title", "value": "Rents & “more”"}"#),
            b"",
        )
        .unwrap();
        desk.answer(command(r#"{"command": "accept", "marks": ["q0"]}"#), b"").unwrap();
        let saved = export(&mut desk, ExportFormat::Json);
        assert_eq!(saved.name, "rents-more.dateline.json");
        let mut other = Desk::default();
        let request = Request::File { name: saved.name.clone(), encoding: None };
        let reopened = article(other.answer(request, saved.text.as_bytes()).unwrap());
        assert_eq!((reopened.view.done, reopened.view.fields.title.value.as_str()), (2, "Rents & “more”"));
        assert_eq!(export(&mut other, ExportFormat::Json), saved);
        assert!(export(&mut other, ExportFormat::Csv).text.contains("Ana Moreno"));
    }

    #[test]
    fn dates_leave_in_three_formats_and_what_does_not_is_told() {
        let (mut desk, _) = open("They met on 5 March 2024, for two days, in 1932.");
        let file = export(&mut desk, ExportFormat::Ics);
        assert_eq!(file.name, "article.ics");
        assert_eq!(file.note.as_deref(), Some("Left out: 1 longer than a week, 1 without a day"));
        let file = export(&mut desk, ExportFormat::Timelinejs);
        assert_eq!(file.name, "article.timeline.json");
        assert_eq!(file.note.as_deref(), Some("Left out: 1 without a day"));
        let file = export(&mut desk, ExportFormat::Timeml);
        assert_eq!((file.name.as_str(), file.note), ("article.tml", None));
    }

    #[test]
    fn a_quotation_is_cited_with_what_is_known_of_its_article() {
        let (mut desk, article) = open(TEXT);
        let mark = article.view.quotations[1].mark;
        let cite = |desk: &mut Desk| match desk.answer(Request::Cite { marks: vec![mark] }, b"").unwrap() {
            Answer::Text(text) => text,
            other => panic!("expected text, found {other:?}"),
        };
        assert_eq!(cite(&mut desk), "“They must,” — Ana Moreno");
        for change in [
            r#"{"command": "setArticle", "field": "title", "value": "Rents"}"#,
            r#"{"command": "setArticle", "field": "outlet", "value": "The Post"}"#,
            r#"{"command": "setArticle", "field": "url", "value": "https://post.example/"}"#,
            r#"{"command": "setCreated", "date": "2024-02-28"}"#,
        ] {
            desk.answer(command(change), b"").unwrap();
        }
        assert_eq!(
            cite(&mut desk),
            "“They must,” — Ana Moreno, 28 February 2024\n“Rents”, The Post, https://post.example/"
        );
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn packs_that_come_later_leave_decisions_alone() {
        let (mut desk, _) = open(TEXT);
        desk.answer(command(r#"{"command": "setCreated", "date": "2024-02-28"}"#), b"").unwrap();
        desk.answer(Request::Undo, b"").unwrap();
        desk.assets = Assets::embedded();
        let fresh = article(desk.answer(Request::Refresh, b"").unwrap());
        assert_eq!((fresh.view.created, fresh.view.done, fresh.view.steps), (None, 0, 1));
        desk.answer(command(r#"{"command": "reject", "marks": ["q0"]}"#), b"").unwrap();
        desk.assets = Assets::default();
        let kept = article(desk.answer(Request::Refresh, b"").unwrap());
        assert_eq!(kept.view.quotations.len(), 1);
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn places_near_a_point_are_preferred_and_decisions_stay() {
        let mut desk = Desk { assets: Assets::embedded(), ..Desk::default() };
        let source = "The Springfield council met on Tuesday.".to_string();
        desk.answer(Request::Open { source, format: DocumentFormat::Plain }, b"").unwrap();
        desk.answer(command(r#"{"command": "accept", "marks": ["m0"]}"#), b"").unwrap();
        let near = Some((Degrees::of(39.9), Degrees::of(-83.8)));
        let found = article(desk.answer(Request::Near { near }, b"").unwrap());
        let [place] = &found.view.places[..] else { panic!("{:?}", found.view.places) };
        assert_eq!((place.place.resolved, &*place.place.candidates[0].division), (true, "Ohio"));
        assert_eq!((found.view.near, found.view.done), (Some((39.9, -83.8)), 1));
        let found = article(desk.answer(Request::Near { near: None }, b"").unwrap());
        assert_eq!((found.view.near, found.view.done), (None, 1));
        // Other data came: the marks may be others, so that the decision stands in the way.
        desk.assets = Assets::default();
        let message = desk.answer(Request::Near { near }, b"").unwrap_err().to_string();
        assert!(message.starts_with("expected an article without decisions about marks"), "{message}");
        assert!(desk.answer(Request::Near { near: None }, b"").is_ok());
    }

    #[test]
    fn what_cannot_be_met_is_refused_and_changes_nothing() {
        let mut desk = Desk::default();
        let message = desk.answer(Request::Undo, b"").unwrap_err().to_string();
        assert_eq!(message, "expected an open article, found none; paste or open one");
        let (mut desk, _) = open(TEXT);
        assert!(desk.answer(Request::Pack, b"<html>").is_err());
        assert!(desk.answer(Request::File { name: "a.json".into(), encoding: None }, b"{}").is_err());
        assert!(desk.answer(command(r#"{"command": "accept", "marks": ["q9"]}"#), b"").is_err());
        assert!(desk.answer(Request::Cite { marks: vec![0] }, b"").is_err());
        assert!(matches!(
            desk.answer(Request::Detail { mark: u32::MAX }, b"").unwrap(),
            Answer::Detail(None)
        ));
        assert_eq!(article(desk.answer(Request::Refresh, b"").unwrap()).view.quotations.len(), 2);
    }
}
