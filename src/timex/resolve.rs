//! Values for expressions, once it is known what they are relative to.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::annotation::TimexId;
use crate::evidence::{Evidence, Rule};

use super::choice::{
    coarse_value, day_count, grain, in_year, inside, news_choice, nth, open_value, stepped, story_choice,
};
use super::clock;
use super::expression::{Amount, Base, Clock, Expression, Field, Meaning, Tense, When, days};
use super::period::{Period, Unit};
use super::words::{noun, relation, spell, spell_amount};
use super::{Anchor, AnchoredTo, Timex, TimexKind};

static WRITTEN: Rule = Rule { id: "timex/written", words: "written out as a date: {}" };
/// First in the evidence of figures that read two ways.
pub(super) static AMBIGUOUS: Rule = Rule { id: "timex/ambiguous", words: "{}" };
static FROM_CREATED: Rule = Rule { id: "timex/from-article", words: "{}" };
static FROM_TEXT: Rule = Rule { id: "timex/from-text", words: "{}" };
static UNANCHORED: Rule =
    Rule { id: "timex/unanchored", words: "left open, since the article’s date is not known" };
static LENGTH: Rule = Rule { id: "timex/length", words: "a length of time" };
static RECURRENT: Rule = Rule { id: "timex/set", words: "something that comes again" };
static REFERENCE: Rule =
    Rule { id: "timex/vague", words: "the present, the past or the future, without a date" };
static TIME_OF_DAY: Rule = Rule { id: "timex/clock", words: "a time of day" };

/// The value of every expression, in order. Cheap beside recognition: this alone runs again when the date of the article
/// changes.
pub fn resolve(expressions: &[Expression], anchor: Anchor) -> Vec<Timex> {
    let stories = stories(expressions, anchor);
    let mut resolver = Resolver { anchor, story: false, at: 0, mentions: Vec::new(), sentence: usize::MAX };
    let timex = |(index, (expression, story)): (usize, (&Expression, bool))| {
        resolver.story = story;
        resolver.at = index;
        resolver.timex(index, expression)
    };
    expressions.iter().zip(stories).enumerate().map(timex).collect()
}

/// How many expressions before and after one show whether a story is told there.
const BEFORE: usize = 12;
const AFTER: usize = 6;

/// Whether each expression stands where a text tells of times gone by, so that months and days belong to the date
/// mentioned last and not to the date of the article: nearly all years around it are old, and hardly an expression speaks
/// of today. A text that is a story on the whole is one everywhere; news has its stretches of background.
fn stories(expressions: &[Expression], anchor: Anchor) -> Vec<bool> {
    let Some(created) = anchor.created else { return vec![true; expressions.len()] };
    // How many of the expressions up to each one are old, and how many near.
    let mut counts = vec![(0u32, 0u32)];
    let (mut old, mut near) = (0, 0);
    for expression in expressions {
        match age(expression, created) {
            Some(true) => old += 1,
            Some(false) => near += 1,
            None => {}
        }
        counts.push((old, near));
    }
    let count = |at: usize| counts.get(at.min(expressions.len())).copied().unwrap_or_default();
    let told = |from: usize, to: usize, least: u32| {
        let ((old, near), (old_before, near_before)) = (count(to), count(from));
        let (old, near) = (old - old_before, near - near_before);
        old >= least && old > near * 3
    };
    let whole = told(0, expressions.len(), 6);
    (0..expressions.len()).map(|at| whole || told(at.saturating_sub(BEFORE), at + AFTER, 3)).collect()
}

/// Whether an expression speaks of a year gone by, or else of the time around the article; none where it says neither.
fn age(expression: &Expression, created: Date) -> Option<bool> {
    let (Meaning::Date(when) | Meaning::Time(Some(when), _)) = &expression.meaning else { return None };
    match when {
        _ if expression.published => None,
        When::Whole(period) => Some((i32::from(created.year()) - period.year()).abs() > 1),
        When::Bare(Field::Weekday(_)) | When::Base(Base::Created) => Some(false),
        When::Near { base: Base::Created, .. } => Some(false),
        _ => None,
    }
}

struct Resolver {
    anchor: Anchor,
    story: bool,
    /// The position of the expression under way.
    at: usize,
    /// Dates mentioned so far, with their positions in the list.
    mentions: Vec<(Period, usize)>,
    /// Where the sentence of the last mention starts.
    sentence: usize,
}

/// A value on its way.
struct Answer {
    value: String,
    period: Option<Period>,
    anchor: Option<AnchoredTo>,
    evidence: Evidence,
}

impl Answer {
    fn open(value: impl Into<String>) -> Answer {
        Answer { value: value.into(), period: None, anchor: None, evidence: Evidence::plain(&UNANCHORED) }
    }
}

impl Resolver {
    fn timex(&mut self, index: usize, expression: &Expression) -> Timex {
        let mut timex = Timex {
            span: expression.span,
            kind: TimexKind::Date,
            value: String::new(),
            modifier: expression.modifier,
            quant: None,
            freq: None,
            anchor: None,
            interval: None,
            evidence: Vec::new(),
        };
        match &expression.meaning {
            Meaning::Date(when) => {
                let answer = self.date(when, expression);
                if answer.value.contains('T')
                    && answer.value.starts_with(|c: char| c.is_ascii_digit() || c == 'X')
                {
                    timex.kind = TimexKind::Time;
                }
                self.settle(&mut timex, answer, index, expression);
            }
            Meaning::Time(when, clock) => {
                timex.kind = TimexKind::Time;
                let answer = self.time(when.as_ref(), *clock, expression);
                self.settle(&mut timex, answer, index, expression);
                timex.evidence.push(Evidence::plain(&TIME_OF_DAY));
            }
            Meaning::Duration(amount) => match self.ahead(amount, expression) {
                Some(answer) => {
                    timex.kind = if amount.finest().of_clock() { TimexKind::Time } else { TimexKind::Date };
                    self.settle(&mut timex, answer, index, expression);
                }
                None => {
                    timex.kind = TimexKind::Duration;
                    timex.value = amount.value_guessing(self.anchor.now.is_some());
                    timex.evidence.push(Evidence::plain(&LENGTH));
                }
            },
            Meaning::Set(set) => {
                timex.kind = TimexKind::Set;
                timex.value = set.value.clone();
                timex.quant = set.quant.map(str::to_string);
                timex.freq = set.freq.clone();
                timex.evidence.push(Evidence::plain(&RECURRENT));
            }
        }
        timex.evidence.extend(expression.order.as_ref().map(|order| order.1.clone()));
        timex
    }

    fn settle(&mut self, timex: &mut Timex, answer: Answer, index: usize, expression: &Expression) {
        timex.value = answer.value;
        timex.anchor = answer.anchor;
        timex.evidence.push(answer.evidence);
        timex.interval = answer.period.and_then(days);
        // What a story says of today is no part of it.
        let aside = expression.published || self.story && timex.anchor == Some(AnchoredTo::Created);
        if let Some(period) = answer.period.filter(|_| !aside) {
            self.mentions.push((period, index));
            self.sentence = expression.sentence;
        }
    }

    /// The last date mentioned that is at least as fine as `unit`, or else the last of any kind.
    fn story_date(&self, unit: Unit) -> Option<(Period, usize)> {
        let recent = self.mentions.iter().rev().take(6);
        recent.clone().find(|mention| mention.0.unit() <= unit).or_else(|| recent.clone().next()).copied()
    }

    /// What an expression of grain `unit` starts from: the day, its coarseness, and what it was.
    fn base(&self, base: Base, unit: Unit) -> Option<(Period, AnchoredTo)> {
        let created = || Some((Period::Day(self.anchor.created?), AnchoredTo::Created));
        let story = || {
            let (period, index) = self.story_date(unit)?;
            Some((period, AnchoredTo::Timex(TimexId::from(index))))
        };
        match base {
            Base::Created if self.story && self.anchor.created.is_none() => None,
            Base::Created => created(),
            // Who speaks to a clock tells no story.
            _ if self.anchor.now.is_some() => created(),
            Base::Context if !self.story => created(),
            Base::Narrative | Base::Context => story().or_else(created),
        }
    }

    /// The day that a time of day without a date belongs to, where the text has just named one: in a story any, in news
    /// one of the last days.
    fn day_beside(&self, sentence: usize) -> Option<(Period, usize)> {
        if self.anchor.now.is_some() {
            return None;
        }
        let last =
            self.mentions.iter().rev().take(4).find(|mention| mention.0.unit() == Unit::Day).copied()?;
        let near = self
            .anchor
            .created
            .zip(last.0.first())
            .is_some_and(|(created, day)| day_count(day, created).abs() <= 7);
        let same =
            self.sentence == sentence && self.mentions.last().is_some_and(|mention| mention.1 == last.1);
        (self.story || near || same).then_some(last)
    }

    fn date(&self, when: &When, expression: &Expression) -> Answer {
        match when {
            When::Whole(period) => written(*period),
            When::Either(month_first, day_first) => {
                let (taken, other) = match expression.order {
                    Some((true, _)) => (day_first, month_first),
                    _ => (month_first, day_first),
                };
                let words = format!("{} rather than {}: figures read two ways", spell(*taken), spell(*other));
                Answer {
                    value: taken.to_string(),
                    period: Some(*taken),
                    anchor: None,
                    evidence: Evidence::plain(&AMBIGUOUS).with(words),
                }
            }
            When::Reference(value) => Answer {
                value: value.to_string(),
                period: None,
                anchor: None,
                evidence: Evidence::plain(&REFERENCE),
            },
            When::Base(base) => match self.base(*base, Unit::Day) {
                Some((period, anchor)) => self.reckoned(period, "the day of".into(), anchor),
                None => Answer::open(if *base == Base::Created { "PRESENT_REF" } else { "XXXX-XX-XX" }),
            },
            When::Then if self.story => self.date(&When::Base(Base::Narrative), expression),
            When::Then => self.date(&When::Reference("PAST_REF"), expression),
            When::Bare(field) => self.bare(*field, expression),
            When::Near { field, step, base } => self.near(*field, *step, *base),
            When::In { field, of } => {
                let outer = self.date(of, expression);
                match outer.period.and_then(|period| inside(*field, period)) {
                    Some(period) => Answer { value: period.to_string(), period: Some(period), ..outer },
                    None => Answer::open(open_value(*field)),
                }
            }
            When::Nth { n, field, of } => {
                let outer = self.date(of, expression);
                match outer.period.and_then(|period| nth(*n, *field, period)) {
                    Some(period) => Answer { value: period.to_string(), period: Some(period), ..outer },
                    None => Answer::open(open_value(*field)),
                }
            }
            When::Shift { base, amount, back } => self.shift(base, amount, *back, expression),
        }
    }

    fn reckoned(&self, period: Period, how: String, anchor: AnchoredTo) -> Answer {
        let evidence = match anchor {
            AnchoredTo::Created => {
                let day = self.anchor.created.map(|day| spell(Period::Day(day))).unwrap_or_default();
                Evidence::plain(&FROM_CREATED).with(format!("{how} the article’s {day}"))
            }
            AnchoredTo::Timex(id) => {
                let day = self
                    .mentions
                    .iter()
                    .rev()
                    .find(|mention| mention.1 == id.index())
                    .map(|mention| spell(mention.0));
                Evidence::plain(&FROM_TEXT)
                    .with(format!("{how} the {} mentioned before", day.unwrap_or_default()))
            }
        };
        Answer { value: period.to_string(), period: Some(period), anchor: Some(anchor), evidence }
    }

    /// A field with nothing beside it: the one that the clause looks to.
    fn bare(&self, field: Field, expression: &Expression) -> Answer {
        let tense = expression.tense;
        let (base, anchor) = match self.context() {
            Some(found) => found,
            None => return Answer::open(open_value(field)),
        };
        let Some(day) = base.first() else { return Answer::open(open_value(field)) };
        let found = if matches!(anchor, AnchoredTo::Timex(_)) {
            story_choice(field, base)
        } else {
            // Who speaks to a clock mostly means what comes.
            let ahead =
                tense == Tense::Unknown && self.anchor.now.is_some() && !matches!(field, Field::Day(..));
            let found = news_choice(field, day, if ahead { Tense::Next } else { tense });
            match field {
                Field::Weekday(_) | Field::Month(_) | Field::Season(_) if expression.awaited => {
                    found.and_then(|period| beyond(field, period, day))
                }
                _ => found,
            }
        };
        // A range ends after it begins: "from Wednesday to Sunday".
        if let (Some(found), Some(&(first, index))) = (found, self.mentions.last())
            && expression.joined
            && index + 1 == self.at
            && found.last() < first.first()
            && let Some(period) = end_after(field, first)
        {
            let how = relation(field, period, first.first().unwrap_or(day));
            return self.reckoned(period, how, AnchoredTo::Timex(TimexId::from(index)));
        }
        match found {
            Some(period) => {
                let how = relation(field, period, day);
                self.reckoned(period, how, anchor)
            }
            None => Answer::open(open_value(field)),
        }
    }

    /// The date that a story has come to: the one mentioned last, unless that leaps out of the years that were told of and
    /// is the first to do so.
    fn told(&self) -> Option<(Period, usize)> {
        let mut recent = self.mentions.iter().rev().copied();
        let (last, before, earlier) = (recent.next()?, recent.next(), recent.next());
        let leaps = |a: Period, b: Period| (a.year() - b.year()).abs() > 10;
        match (before, earlier) {
            (Some(before), Some(earlier)) if leaps(last.0, before.0) && !leaps(before.0, earlier.0) => {
                Some(before)
            }
            _ => Some(last),
        }
    }

    /// What a bare field is told from: the date mentioned last in a story, the date of the article in news.
    fn context(&self) -> Option<(Period, AnchoredTo)> {
        let created = || Some((Period::Day(self.anchor.created?), AnchoredTo::Created));
        if self.story {
            let told = self.told().map(|(period, index)| (period, AnchoredTo::Timex(TimexId::from(index))));
            return told.or_else(created);
        }
        created()
    }

    fn near(&self, field: Field, step: i8, base: Base) -> Answer {
        let Some((base_period, anchor)) = self.base(base, grain(field)) else {
            return Answer::open(match field {
                Field::Unit(Unit::Day) if step < 0 => "PAST_REF".to_string(),
                Field::Unit(Unit::Day) if step > 0 => "FUTURE_REF".to_string(),
                field => open_value(field),
            });
        };
        let found = base_period.first().and_then(|day| match field {
            Field::Unit(unit) => {
                // Nothing finer than what was mentioned can be told from it.
                if base_period.unit() > unit
                    && step != 0
                    && unit == Unit::Day
                    && matches!(anchor, AnchoredTo::Timex(_))
                {
                    return None;
                }
                let day = if step > 0 { base_period.last()? } else { day };
                Period::holding(day, unit).step(step.into())
            }
            field => stepped(field, day, step, base),
        });
        match found {
            Some(period) => {
                let how = match step {
                    0 => format!("the {} of", noun(field)),
                    -1 => format!("the {} before", noun(field)),
                    1 => format!("the {} after", noun(field)),
                    n => format!("{n} {}s from", noun(field)),
                };
                self.reckoned(period, how, anchor)
            }
            None => Answer::open(coarse_value(base_period, field)),
        }
    }

    fn shift(&self, base: &When, amount: &Amount, back: bool, expression: &Expression) -> Answer {
        let guess = self.anchor.now.is_some();
        let vague = || Answer {
            value: if back { "PAST_REF" } else { "FUTURE_REF" }.to_string(),
            period: None,
            anchor: None,
            evidence: Evidence::plain(&REFERENCE),
        };
        let unit = amount.finest();
        if amount.is_vague() && !guess {
            return vague();
        }
        let (period, anchor) = match base {
            When::Base(base) => match self.base(*base, unit) {
                Some((period, anchor)) => (period, Some(anchor)),
                None => return vague(),
            },
            base => {
                let answer = self.date(base, expression);
                match answer.period {
                    Some(period) => (period, answer.anchor),
                    None => return vague(),
                }
            }
        };
        if unit.of_clock() {
            if let (Some(now), Some(seconds), When::Base(_)) = (self.anchor.now, amount.seconds(true), base)
                && let Some(answer) = moment(now, if back { -seconds } else { seconds })
            {
                return answer;
            }
            return Answer {
                value: format!("{period}TXX"),
                period: None,
                anchor,
                evidence: Evidence::plain(&TIME_OF_DAY),
            };
        }
        if period.unit() > unit
            && matches!(anchor, Some(AnchoredTo::Timex(_)))
            && matches!(base, When::Base(_))
        {
            return Answer { anchor, ..Answer::open(coarse_value(period, Field::Unit(unit))) };
        }
        let Some(moved) = period.first().and_then(|day| amount.from(Period::Day(day), back, guess)) else {
            return vague();
        };
        // Who speaks to a clock counts from a named day to a day: "two weeks before Christmas".
        let to_the_day = guess && period.unit() == Unit::Day && !matches!(base, When::Base(_));
        let grain = if to_the_day { Unit::Day } else { unit };
        let Some(found) = moved.first().map(|day| Period::holding(day, grain)) else { return vague() };
        let how = format!("{} {}", spell_amount(amount), if back { "before" } else { "after" });
        match anchor {
            Some(anchor) => self.reckoned(found, how, anchor),
            None => Answer {
                value: found.to_string(),
                period: Some(found),
                anchor: None,
                evidence: Evidence::plain(&WRITTEN).with(format!("{how} {}", spell(period))),
            },
        }
    }

    /// `in 15 minutes` where a clock is known.
    fn ahead(&self, amount: &Amount, expression: &Expression) -> Option<Answer> {
        let now = self.anchor.now.filter(|_| expression.after_in)?;
        if amount.finest().of_clock() {
            return moment(now, amount.seconds(true)?);
        }
        let found = amount.from(Period::Day(now.date()), false, true)?;
        Some(self.reckoned(found, format!("{} after", spell_amount(amount)), AnchoredTo::Created))
    }

    fn time(&self, when: Option<&When>, clock: Clock, expression: &Expression) -> Answer {
        let mut clock = clock;
        let day = match when {
            Some(when) => Some(self.date(when, expression)),
            None => {
                let beside = self.day_beside(expression.sentence);
                match (beside, self.anchor.created) {
                    (Some((period, index)), _) => {
                        Some(self.reckoned(period, "on".into(), AnchoredTo::Timex(TimexId::from(index))))
                    }
                    (None, Some(created)) if !self.story => {
                        Some(self.reckoned(Period::Day(created), "on".into(), AnchoredTo::Created))
                    }
                    _ => None,
                }
            }
        };
        if let (Some(now), Some((h, m, s)), None, None) = (self.anchor.now, clock.time, when, clock.part) {
            // A bare hour means the next time that the clock shows it.
            let passed = (h, m.unwrap_or(0)) < (now.hour() as u8, now.minute() as u8);
            if !clock.sure && h < 12 && passed {
                clock.time = Some((h + 12, m, s));
            }
        }
        let mut day = day;
        if let (Some((24, _, _)), Some(_)) = (clock.time, self.anchor.now) {
            clock.time = Some((0, Some(0), None));
            if let Some(answer) = day.as_mut()
                && let Some(next) =
                    answer.period.and_then(|period| period.step(1)).filter(|next| next.unit() == Unit::Day)
            {
                answer.value = next.to_string();
                answer.period = Some(next);
            }
        }
        let time = clock::value(clock);
        match day {
            Some(answer) => {
                let known = answer.period.is_some_and(|period| period.unit() == Unit::Day);
                let date = match answer.value.as_str() {
                    "PRESENT_REF" | "PAST_REF" | "FUTURE_REF" => "XXXX-XX-XX",
                    value => value,
                };
                Answer { value: format!("{date}{time}"), period: answer.period.filter(|_| known), ..answer }
            }
            None => Answer::open(format!("XXXX-XX-XX{time}")),
        }
    }
}

/// The second end of a range whose first is `first`: the next `Friday` or `August` from there.
fn end_after(field: Field, first: Period) -> Option<Period> {
    match field {
        Field::Weekday(_) => Some(first).filter(|first| first.unit() == Unit::Day),
        Field::Month(_) | Field::Day(..) => Some(first).filter(|first| first.unit() <= Unit::Month),
        _ => None,
    }?;
    let last = first.last()?;
    let next = |year| in_year(field, year).filter(|period| period.first() >= first.first());
    match field {
        Field::Weekday(_) => story_choice(field, Period::Day(last)),
        _ => next(first.year()).or_else(|| next(first.year() + 1)),
    }
}

/// `period`, or where it holds `day` the next of its kind: `before winter` said in winter.
fn beyond(field: Field, period: Period, day: Date) -> Option<Period> {
    if !period.covers(Period::Day(day)) {
        return Some(period);
    }
    match field {
        Field::Weekday(_) => period.plus(7, Unit::Day),
        _ => period.plus(1, Unit::Year),
    }
}

fn written(period: Period) -> Answer {
    Answer {
        value: period.to_string(),
        period: Some(period),
        anchor: None,
        evidence: Evidence::plain(&WRITTEN).with(spell(period)),
    }
}

/// The time `seconds` from `now`.
fn moment(now: DateTime, seconds: i64) -> Option<Answer> {
    let at = now.checked_add(seconds.seconds()).ok()?;
    let mut value = format!("{}T{:02}:{:02}", Period::Day(at.date()), at.hour(), at.minute());
    if at.second() != 0 {
        value.push_str(&format!(":{:02}", at.second()));
    }
    Some(Answer {
        value,
        period: Some(Period::Day(at.date())),
        anchor: Some(AnchoredTo::Created),
        evidence: Evidence::plain(&TIME_OF_DAY),
    })
}
