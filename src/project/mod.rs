//! An article in work: what the machine suggests, what a person decides, and the log of commands between the two.
//!
//! The present state follows from the machine's annotation and the commands up to a position in the log. Every change is a
//! [`Command`]; a step of the log holds one or more of them and is undone as a whole. Names of marks ([`MarkId`]) never
//! change, whatever is done.

use std::collections::BTreeMap;

use crate::annotation::Annotation;
use crate::asset::PackStamp;
use crate::coref::Entity;
use crate::document::Article;
use crate::document::article::Field;
use crate::evidence::{Evidence, Rule};
use crate::mention::Mention;
use crate::pipeline::Options;
use crate::place::Place;
use crate::quotation::Quotation;
use crate::timex::{Anchor, Timex};
use crate::{Assets, Probability, annotate};

mod command;
pub(crate) mod day;
mod edit;
mod flat;
mod mark;
mod value;

pub use command::{ArticleField, Command, CommandError};
pub use mark::{Layer, Mark, MarkId, NameError, State};
pub use value::PlaceChoice;

use edit::{Change, Editor, States};

static GIVEN: Rule = Rule { id: "project/given", words: "given with the text" };

/// What made the annotation of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator {
    /// The version of this library, as `0.1.0`.
    pub version: String,
    /// The packs that it used.
    pub packs: Vec<PackStamp>,
}

/// Commands that are done and undone as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// At least one.
    pub commands: Vec<Command>,
}

/// An article, its annotation, and what a person decided about it.
///
/// # Examples
///
/// ```
/// use dateline::project::{Command, Project, State};
/// use dateline::{Assets, Options};
///
/// let text = "“We will rebuild,” Mayor Ana López said.";
/// let mut project = Project::annotate(text, Options::default(), &Assets::default());
/// let marks = vec!["q0".parse().unwrap()];
/// project.apply(Command::Accept { marks: marks.clone() }).unwrap();
/// assert_eq!(project.state(marks[0]), Some(State::Confirmed));
/// assert!(project.undo());
/// assert_eq!(project.state(marks[0]), Some(State::Suggested));
/// ```
#[derive(Clone, Debug)]
pub struct Project {
    /// The name of the article in its archive.
    pub id: Option<String>,
    generator: Generator,
    options: Options,
    annotation: Annotation,
    states: States,
    log: Vec<Step>,
    /// What each step that is done changed; their number is the position in the log.
    done: Vec<Vec<Change>>,
}

impl Project {
    /// Annotates `text`, and starts with an empty log.
    pub fn annotate(text: &str, options: Options, assets: &Assets) -> Project {
        let annotation = annotate(text, &options, assets);
        Project::new(annotation, options, assets)
    }

    /// Starts from what [`annotate`](crate::annotate()) gave for `options` and `assets`.
    pub fn new(annotation: Annotation, options: Options, assets: &Assets) -> Project {
        let version = env!("CARGO_PKG_VERSION").to_string();
        Project::with_generator(annotation, options, Generator { version, packs: assets.packs().to_vec() })
    }

    /// Starts from an annotation that `generator` made.
    pub(crate) fn with_generator(
        mut annotation: Annotation,
        options: Options,
        generator: Generator,
    ) -> Project {
        let created = &mut annotation.document.article.created;
        if created.as_ref().map(|field| field.value) != annotation.anchor.created {
            // What the caller knows goes before what the text says.
            *created = annotation.anchor.created.map(|value| Field {
                value,
                span: None,
                evidence: Evidence::plain(&GIVEN),
            });
        }
        let states = States::of(&annotation);
        Project { id: None, generator, options, annotation, states, log: Vec::new(), done: Vec::new() }
    }

    /// The present annotation. Its lists keep rejected marks, so that indices stay: see [`state`](Project::state).
    pub fn annotation(&self) -> &Annotation {
        &self.annotation
    }

    /// What made the machine's annotation.
    pub fn generator(&self) -> &Generator {
        &self.generator
    }

    /// What the caller knew of the article beside its text.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What a person has said about mark `id`; none where there is no such mark.
    pub fn state(&self, id: MarkId) -> Option<State> {
        self.states.layer(id.layer).get(id.index()).copied()
    }

    /// Whether mark `id` stands: it exists and is not rejected, and for a place, neither is its mention.
    pub fn is_live(&self, id: MarkId) -> bool {
        let live = self.state(id).is_some_and(State::is_live);
        let mention = match id.layer {
            Layer::Place => self.annotation.places.get(id.index()).map(|place| place.mention),
            _ => None,
        };
        live && mention.is_none_or(|mention| self.state(mention.into()).is_none_or(State::is_live))
    }

    /// All marks in text order, rejected ones too.
    pub fn marks(&self) -> impl Iterator<Item = Mark<'_>> {
        use std::slice::from_ref;
        let Annotation { mentions, quotations, timexes, places, .. } = &self.annotation;
        let mut marks = Vec::with_capacity(mentions.len() + quotations.len() + timexes.len() + places.len());
        let mut push = |layer, index, spans, probability| {
            let id = MarkId::new(layer, index);
            marks.push(Mark { id, spans, probability, state: self.state(id).unwrap_or_default() });
        };
        for (at, mention) in mentions.iter().enumerate() {
            push(Layer::Mention, at, from_ref(&mention.span), mention.probability);
        }
        for (at, quotation) in quotations.iter().enumerate() {
            push(Layer::Quotation, at, &quotation.content, quotation.probability);
        }
        for (at, timex) in timexes.iter().enumerate() {
            push(Layer::Timex, at, from_ref(&timex.span), Probability::ONE);
        }
        for (at, place) in places.iter().enumerate() {
            let probability = place.candidates.first().map(|candidate| candidate.probability);
            push(
                Layer::Place,
                at,
                from_ref(&place.span),
                probability.unwrap_or(Probability::from_thousandths(0)),
            );
        }
        crate::order::by_key(&mut marks, |mark| (mark.spans.first().map(|span| span.start), mark.id));
        marks.into_iter()
    }

    /// Does `command`, as a step of its own. What was undone before can no longer be redone.
    ///
    /// # Errors
    ///
    /// [`CommandError`] where the command does not fit; nothing is changed then.
    pub fn apply(&mut self, command: Command) -> Result<(), CommandError> {
        self.apply_all(vec![command])
    }

    /// Does `commands` as one step; no commands are no step.
    ///
    /// # Errors
    ///
    /// [`CommandError`] of the first command that does not fit; nothing is changed then.
    pub fn apply_all(&mut self, commands: Vec<Command>) -> Result<(), CommandError> {
        if commands.is_empty() {
            return Ok(());
        }
        let changes = self.perform(&commands)?;
        self.log.truncate(self.done.len());
        self.log.push(Step { commands });
        self.done.push(changes);
        Ok(())
    }

    /// Takes the last step back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(changes) = self.done.pop() else { return false };
        self.editor().take_back(changes);
        true
    }

    /// Does the step again that was undone last; whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.log.get(self.done.len()).cloned() else { return false };
        match self.perform(&step.commands) {
            Ok(changes) => {
                self.done.push(changes);
                true
            }
            Err(error) => {
                debug_assert!(false, "a step that was done can be done again: {error}");
                false
            }
        }
    }

    /// Every step, also those that are undone at present.
    pub fn log(&self) -> &[Step] {
        &self.log
    }

    /// The number of steps that are done.
    pub fn position(&self) -> usize {
        self.done.len()
    }

    /// Puts `log` in the place of an empty log, and does its first `position` steps.
    pub(crate) fn replay(&mut self, log: Vec<Step>, position: usize) -> Result<(), (usize, CommandError)> {
        debug_assert!(self.log.is_empty());
        for (at, step) in log.iter().take(position).enumerate() {
            let changes = self.perform(&step.commands).map_err(|error| (at, error))?;
            self.done.push(changes);
        }
        self.log = log;
        Ok(())
    }

    /// What the machine had in the rows that commands changed.
    pub(crate) fn machine(&self) -> Machine<'_> {
        Machine::of(self.done.iter().flatten())
    }

    fn editor(&mut self) -> Editor<'_> {
        Editor {
            annotation: &mut self.annotation,
            states: &mut self.states,
            options: &self.options,
            done: &self.done,
            changes: Vec::new(),
        }
    }

    /// Applies all of `commands` or none.
    fn perform(&mut self, commands: &[Command]) -> Result<Vec<Change>, CommandError> {
        let mut editor = self.editor();
        let result = commands.iter().try_for_each(|command| editor.apply(command));
        let changes = std::mem::take(&mut editor.changes);
        match result {
            Ok(()) => Ok(changes),
            Err(error) => {
                editor.take_back(changes);
                Err(error)
            }
        }
    }
}

/// What the machine had in the rows that commands changed, by number.
#[derive(Debug, Default)]
pub(crate) struct Machine<'a> {
    pub mentions: BTreeMap<usize, &'a Mention>,
    pub quotations: BTreeMap<usize, &'a Quotation>,
    pub timexes: BTreeMap<usize, &'a Timex>,
    pub places: BTreeMap<usize, &'a Place>,
    pub entities: BTreeMap<usize, &'a Entity>,
    pub article: Option<&'a Article>,
    pub anchor: Option<Anchor>,
}

impl<'a> Machine<'a> {
    /// The first change of a row remembers what the machine had there.
    fn of(changes: impl Iterator<Item = &'a Change>) -> Machine<'a> {
        let mut machine = Machine::default();
        for change in changes {
            match change {
                Change::State(..) => {}
                Change::Mention(at, row) => {
                    machine.mentions.entry(*at as usize).or_insert(row);
                }
                Change::Quotation(at, row) => {
                    machine.quotations.entry(*at as usize).or_insert(row);
                }
                Change::Timex(at, row) => {
                    machine.timexes.entry(*at as usize).or_insert(row);
                }
                Change::Place(at, row) => {
                    machine.places.entry(*at as usize).or_insert(row);
                }
                Change::Entity(at, row) => {
                    machine.entities.entry(*at as usize).or_insert(row);
                }
                Change::Article(article) => {
                    machine.article.get_or_insert(article);
                }
                Change::Anchor(anchor) => {
                    machine.anchor.get_or_insert(*anchor);
                }
            }
        }
        machine
    }
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
