//! The open article, and answers to what the page asks of it.

use std::fmt;

use super::{
    Detail, DocumentFormat, ExportFormat, Handle, Item, Opened, Reading, Request, View, citation, marks,
    paragraphs, read_file,
};
use crate::asset::PackError;
use crate::export::json::JsonError;
use crate::export::{csv, json};
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
}

impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeskError::Empty => f.write_str("expected an open article, found none; paste or open one"),
            DeskError::Pack(error) => error.fmt(f),
            DeskError::Command(error) => error.fmt(f),
            DeskError::File(error) => error.fmt(f),
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
            marks: marks(&self.project),
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
                match refresh(&open.project, &self.assets) {
                    Some(project) => Ok(self.show(project)),
                    None => Ok(open.article()),
                }
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
            Request::Cite { mark } => match Handle(mark).item() {
                Some(Item::Quotation(id) | Item::Source(id)) => {
                    Ok(Answer::Text(citation(&self.open()?.project, id)))
                }
                _ => Err(DeskError::Mark(mark)),
            },
            Request::Export { format } => Ok(Answer::Download(export(&self.open()?.project, format))),
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

/// `project` annotated again with `assets`, and what a person said of the article done again. `None` where there is
/// nothing to gain, or where decisions about marks would be lost: their names are of this annotation alone.
fn refresh(project: &Project, assets: &Assets) -> Option<Project> {
    let about_article =
        |command: &Command| matches!(command, Command::SetArticle { .. } | Command::SetCreated { .. });
    let steps = project.log();
    if project.generator().packs == assets.packs()
        || !steps.iter().all(|step| step.commands.iter().all(about_article))
    {
        return None;
    }
    let source = &project.annotation().document.source;
    let mut fresh = Project::annotate(source, project.options().clone(), assets);
    fresh.id = project.id.clone();
    for step in steps {
        fresh.apply_all(step.commands.clone()).ok()?;
    }
    for _ in project.position()..steps.len() {
        fresh.undo();
    }
    Some(fresh)
}

fn export(project: &Project, format: ExportFormat) -> Download {
    let stem = name(project);
    match format {
        ExportFormat::Json => Download {
            name: format!("{stem}.dateline.json"),
            media: "application/json",
            text: json::write(project),
        },
        ExportFormat::Csv => Download {
            name: format!("{stem}.csv"),
            media: "text/csv",
            text: csv::quotations_header() + &csv::quotations(project),
        },
    }
}

/// The name of a file of `project`: its title in small letters and figures, or `article`.
fn name(project: &Project) -> String {
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
