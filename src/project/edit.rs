//! How a command changes the article, and how that is taken back.
//!
//! Before a row of a list changes, its old value goes to the list of changes; taking them back in reverse order gives the
//! start, bit for bit. Rows are never taken out of a list, so that names of marks stay.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Machine;
use super::command::{ArticleField, Command, CommandError};
use super::mark::{Layer, MarkId, State};
use super::value::{self, PlaceChoice};
use crate::annotation::{Annotation, EntityId};
use crate::coref::Entity;
use crate::document::Article;
use crate::document::article::Field;
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Options;
use crate::place::{Place, choice};
use crate::quotation::{Quotation, Speaker};
use crate::timex::{self, Anchor, AnchoredTo, Timex};
use crate::{Probability, Span};

static PERSON: Rule = Rule { id: "project/person", words: "set by hand" };

/// What a row was before a command.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    State(MarkId, State),
    Mention(u32, Box<Mention>),
    Quotation(u32, Box<Quotation>),
    Timex(u32, Box<Timex>),
    Place(u32, Box<Place>),
    Entity(u32, Box<Entity>),
    Article(Box<Article>),
    Anchor(Anchor),
}

/// The states of the marks, one list a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct States {
    pub mentions: Vec<State>,
    pub quotations: Vec<State>,
    pub timexes: Vec<State>,
    pub places: Vec<State>,
}

impl States {
    pub fn of(annotation: &Annotation) -> States {
        States {
            mentions: vec![State::Suggested; annotation.mentions.len()],
            quotations: vec![State::Suggested; annotation.quotations.len()],
            timexes: vec![State::Suggested; annotation.timexes.len()],
            places: vec![State::Suggested; annotation.places.len()],
        }
    }

    pub fn layer(&self, layer: Layer) -> &[State] {
        match layer {
            Layer::Mention => &self.mentions,
            Layer::Quotation => &self.quotations,
            Layer::Timex => &self.timexes,
            Layer::Place => &self.places,
        }
    }

    fn get_mut(&mut self, id: MarkId) -> Option<&mut State> {
        let states = match id.layer {
            Layer::Mention => &mut self.mentions,
            Layer::Quotation => &mut self.quotations,
            Layer::Timex => &mut self.timexes,
            Layer::Place => &mut self.places,
        };
        states.get_mut(id.index())
    }
}

/// Applies the commands of one step, and remembers how to take it back.
pub(super) struct Editor<'a> {
    pub annotation: &'a mut Annotation,
    pub states: &'a mut States,
    pub options: &'a Options,
    /// What the steps before changed.
    pub done: &'a [Vec<Change>],
    pub changes: Vec<Change>,
}

impl Editor<'_> {
    /// Applies `command`, or changes nothing where it does not fit.
    pub fn apply(&mut self, command: &Command) -> Result<(), CommandError> {
        match command {
            Command::Accept { marks } => {
                self.check(marks, None)?;
                self.decide(marks, State::Confirmed);
                self.reckon_places();
            }
            Command::Reject { marks } => {
                self.check(marks, None)?;
                self.decide(marks, State::Rejected);
                self.reckon_places();
            }
            Command::Retype { marks, kind } => {
                self.check(marks, Some(Layer::Mention))?;
                self.retype(marks, *kind);
            }
            Command::SetSpeaker { marks, speaker } => {
                self.check(marks, Some(Layer::Quotation))?;
                self.set_speaker(marks, *speaker)?;
            }
            Command::ClearSpeaker { marks } => {
                self.check(marks, Some(Layer::Quotation))?;
                self.set_speaker(marks, Speaker::Unresolved)?;
            }
            Command::SetTimex { marks, value, kind } => {
                self.check(marks, Some(Layer::Timex))?;
                if !value::is_timex_value(value) {
                    return Err(CommandError::value(value));
                }
                for mark in marks {
                    self.change_timex(mark.index(), |timex| {
                        timex.kind = kind.unwrap_or(timex.kind);
                        timex.value.clone_from(value);
                        timex.interval = timex::extent(value).map(|extent| (extent.first, extent.last));
                        timex.anchor = None;
                        timex.evidence = by_hand();
                    });
                }
                self.decide(marks, State::Confirmed);
            }
            Command::SetPlace { marks, place } => {
                self.check(marks, Some(Layer::Place))?;
                for &mark in marks {
                    self.set_place(mark, place.as_ref())?;
                }
                self.decide(marks, State::Confirmed);
                self.reckon_places();
            }
            Command::SetArticle { field, value } => {
                self.changes.push(Change::Article(Box::new(self.annotation.document.article.clone())));
                let article = &mut self.annotation.document.article;
                let slot = match field {
                    ArticleField::Title => &mut article.title,
                    ArticleField::Outlet => &mut article.outlet,
                    ArticleField::Author => &mut article.author,
                    ArticleField::Url => &mut article.url,
                };
                *slot = value.clone().map(given);
            }
            Command::SetCreated { date } => self.set_created(*date),
        }
        Ok(())
    }

    /// Takes back every change.
    pub fn take_back(&mut self, changes: Vec<Change>) {
        let annotation = &mut *self.annotation;
        for change in changes.into_iter().rev() {
            match change {
                Change::State(id, state) => {
                    if let Some(slot) = self.states.get_mut(id) {
                        *slot = state;
                    }
                }
                Change::Mention(at, row) => restore(&mut annotation.mentions, at, *row),
                Change::Quotation(at, row) => restore(&mut annotation.quotations, at, *row),
                Change::Timex(at, row) => restore(&mut annotation.timexes, at, *row),
                Change::Place(at, row) => restore(&mut annotation.places, at, *row),
                Change::Entity(at, row) => restore(&mut annotation.entities, at, *row),
                Change::Article(article) => annotation.document.article = *article,
                Change::Anchor(anchor) => annotation.anchor = anchor,
            }
        }
    }

    /// Whether there is something in `marks`, all of it exists, and is of `layer`.
    fn check(&self, marks: &[MarkId], layer: Option<Layer>) -> Result<(), CommandError> {
        if marks.is_empty() {
            return Err(CommandError::no_mark());
        }
        for &mark in marks {
            if let Some(layer) = layer.filter(|layer| *layer != mark.layer) {
                return Err(CommandError::layer(layer, mark));
            }
            let states = self.states.layer(mark.layer);
            if mark.index() >= states.len() {
                return Err(CommandError::unknown_mark(mark, states.len()));
            }
        }
        Ok(())
    }

    /// Sets the state of `marks`. What a person made stays theirs when they agree with it.
    fn decide(&mut self, marks: &[MarkId], to: State) {
        for &mark in marks {
            let Some(state) = self.states.get_mut(mark) else { continue };
            if *state == to || (*state == State::Manual && to == State::Confirmed) {
                continue;
            }
            self.changes.push(Change::State(mark, *state));
            *state = to;
        }
    }

    fn retype(&mut self, marks: &[MarkId], kind: MentionKind) {
        for mark in marks {
            let Some(mention) = self.annotation.mentions.get_mut(mark.index()) else { continue };
            if mention.kind == kind {
                continue;
            }
            self.changes.push(Change::Mention(mark.number, Box::new(mention.clone())));
            mention.kind = kind;
            mention.probability = Probability::ONE;
            mention.evidence = by_hand();
        }
        self.decide(marks, State::Confirmed);
        let mut entities: Vec<EntityId> = marks
            .iter()
            .filter_map(|mark| self.annotation.mentions.get(mark.index()).and_then(|mention| mention.entity))
            .collect();
        crate::order::by_key(&mut entities, |&id| id);
        entities.dedup();
        for id in entities {
            self.retype_entity(id, kind);
        }
    }

    /// An entity is of the kind that all its mentions are of.
    fn retype_entity(&mut self, id: EntityId, kind: MentionKind) {
        let Annotation { entities, mentions, .. } = &mut *self.annotation;
        let Some(entity) = entities.get_mut(id.index()).filter(|entity| entity.kind != kind) else { return };
        let mut kinds = entity.mentions.iter().filter_map(|id| mentions.get(id.index()));
        if kinds.all(|mention| mention.kind == kind) {
            self.changes.push(Change::Entity(id.0, Box::new(entity.clone())));
            entity.kind = kind;
        }
    }

    fn set_speaker(&mut self, marks: &[MarkId], speaker: Speaker) -> Result<(), CommandError> {
        let entities = self.annotation.entities.len();
        if let Speaker::Entity(id) = speaker
            && id.index() >= entities
        {
            return Err(CommandError::unknown_entity(id, entities));
        }
        for mark in marks {
            let Some(quotation) = self.annotation.quotations.get_mut(mark.index()) else { continue };
            if quotation.speaker == speaker {
                continue;
            }
            self.changes.push(Change::Quotation(mark.number, Box::new(quotation.clone())));
            quotation.speaker = speaker;
            quotation.probability = Probability::ONE;
            quotation.evidence = by_hand();
        }
        self.decide(marks, State::Confirmed);
        Ok(())
    }

    fn change_timex(&mut self, at: usize, change: impl FnOnce(&mut Timex)) {
        if let Some(timex) = self.annotation.timexes.get_mut(at) {
            let before = timex.clone();
            change(timex);
            if *timex != before {
                self.changes.push(Change::Timex(at as u32, Box::new(before)));
            }
        }
    }

    fn set_place(&mut self, mark: MarkId, choice: Option<&PlaceChoice>) -> Result<(), CommandError> {
        let Some(row) = self.annotation.places.get(mark.index()) else { return Ok(()) };
        let location = match choice {
            Some(choice) => Some(choice.location(row).ok_or_else(|| CommandError::place(mark, choice))?),
            None => None,
        };
        let mut place = row.clone();
        choice::choose(&mut place, location.as_ref(), Probability::ONE);
        place.evidence = by_hand();
        self.change_place(mark.index(), place);
        Ok(())
    }

    fn change_place(&mut self, at: usize, place: Place) {
        if let Some(row) = self.annotation.places.get_mut(at).filter(|row| **row != place) {
            self.changes.push(Change::Place(at as u32, Box::new(std::mem::replace(row, place))));
        }
    }

    /// Lets the places that no person decided on follow those that a person set.
    fn reckon_places(&mut self) {
        let machine = Machine::of(self.done.iter().flatten().chain(&self.changes)).places;
        if machine.is_empty() {
            return; // nothing was ever set
        }
        let annotation = &*self.annotation;
        let rows = annotation.places.iter().enumerate().map(|(at, place)| {
            let state = self.states.places.get(at).copied().unwrap_or_default();
            let mention = self.states.mentions.get(place.mention.index()).copied().unwrap_or_default();
            let by_hand = place.evidence.first().is_some_and(|evidence| evidence.rule == PERSON);
            let standing = match state.is_decided() {
                false => choice::Standing::Free,
                true if by_hand && state.is_live() && mention.is_live() => choice::Standing::Chosen,
                true => choice::Standing::Fixed,
            };
            choice::Row { machine: machine.get(&at).copied().unwrap_or(place), present: place, standing }
        });
        let rows: Vec<choice::Row<'_>> = rows.collect();
        for (at, place) in choice::follow(&annotation.document.text, &rows) {
            self.change_place(at, place);
        }
    }

    fn set_created(&mut self, date: Option<Date>) {
        self.changes.push(Change::Article(Box::new(self.annotation.document.article.clone())));
        self.changes.push(Change::Anchor(self.annotation.anchor));
        self.annotation.document.article.created = date.map(given);
        // A clock says when "now" is on its own day only.
        let now = self.options.reference.filter(|now| Some(now.date()) == date);
        self.annotation.anchor = Anchor { created: date, now };
        self.reckon_dates();
    }

    /// Gives the expressions that no person decided on the values that the present anchor gives them.
    fn reckon_dates(&mut self) {
        let found = timex::find(&self.annotation.document, self.annotation.anchor);
        let numbers: HashMap<Span, usize> =
            self.annotation.timexes.iter().enumerate().rev().map(|(at, timex)| (timex.span, at)).collect();
        let spans: Vec<Span> = found.iter().map(|timex| timex.span).collect();
        for mut timex in found {
            let Some(&at) = numbers.get(&timex.span) else { continue };
            if self.states.timexes.get(at).is_none_or(|state| state.is_decided()) {
                continue;
            }
            if let Some(AnchoredTo::Timex(other)) = timex.anchor {
                let number = spans.get(other.index()).and_then(|span| numbers.get(span));
                timex.anchor = number.map(|&at| AnchoredTo::Timex(at.into()));
            }
            self.change_timex(at, |row| *row = timex);
        }
    }
}

fn by_hand() -> Vec<Evidence> {
    vec![Evidence::plain(&PERSON)]
}

fn given<T>(value: T) -> Field<T> {
    Field { value, span: None, evidence: Evidence::plain(&PERSON) }
}

fn restore<T>(rows: &mut [T], at: u32, row: T) {
    if let Some(slot) = rows.get_mut(at as usize) {
        *slot = row;
    }
}
