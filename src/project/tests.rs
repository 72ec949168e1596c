//! What commands do, and that all of it can be taken back.

use super::{Command, MarkId, Project, State, sample};
use crate::annotation::EntityId;
use crate::export::json;
use crate::mention::MentionKind;
use crate::quotation::Speaker;

fn mark(name: &str) -> MarkId {
    name.parse().unwrap()
}

fn given(name: &str, latitude: f64, longitude: f64) -> super::PlaceChoice {
    let (latitude, longitude) = (crate::place::Degrees::of(latitude), crate::place::Degrees::of(longitude));
    super::PlaceChoice::Given { name: name.into(), latitude, longitude }
}

fn commands() -> Vec<Command> {
    let marks = |names: &[&str]| names.iter().map(|name| mark(name)).collect::<Vec<_>>();
    vec![
        Command::Accept { marks: marks(&["m0", "q0", "p0"]) },
        Command::Reject { marks: marks(&["m2", "t0"]) },
        Command::Retype { marks: marks(&["m1"]), kind: MentionKind::Person },
        Command::SetSpeaker { marks: marks(&["q1"]), speaker: Speaker::Entity(EntityId(0)) },
        Command::ClearSpeaker { marks: marks(&["q0"]) },
        Command::SetTimex { marks: marks(&["t0"]), value: "2024-02-20".into(), kind: None },
        Command::SetPlace { marks: marks(&["p0"]), place: None },
        Command::SetPlace { marks: marks(&["p0"]), place: Some(given("Paris", 33.66, -95.56)) },
        Command::SetPlace {
            marks: marks(&["p0"]),
            place: Some(super::PlaceChoice::Candidate { geonameid: 2988507 }),
        },
        Command::SetArticle {
            field: super::ArticleField::Outlet,
            value: Some("The Springfield Post".into()),
        },
        Command::SetArticle { field: super::ArticleField::Title, value: None },
        Command::SetCreated { date: Some("2024-03-06".parse().unwrap()) },
        Command::SetCreated { date: None },
    ]
}

#[test]
fn commands_change_what_they_say() {
    let mut project = sample::project();
    project.apply_all(commands()).unwrap();
    let annotation = project.annotation();
    assert_eq!(project.state(mark("m0")), Some(State::Confirmed));
    assert_eq!(project.state(mark("m2")), Some(State::Rejected));
    assert!(!project.is_live(mark("p0")), "its mention is rejected");
    assert_eq!(annotation.mentions[1].kind, MentionKind::Person);
    assert_eq!(annotation.entities[1].kind, MentionKind::Person);
    assert_eq!(annotation.quotations[1].speaker, Speaker::Entity(EntityId(0)));
    assert_eq!(annotation.quotations[0].speaker, Speaker::Unresolved);
    assert_eq!(annotation.timexes[0].value, "2024-02-20");
    assert_eq!(annotation.document.article.outlet.as_ref().unwrap().value, "The Springfield Post");
    let place = &annotation.places[0];
    assert_eq!(place.location().unwrap().geonameid, Some(2988507));
    assert_eq!(place.candidates[1].location.latitude, 33.66);
    assert_eq!(annotation.created(), None);
    assert_eq!(project.position(), 1);
}

#[test]
fn every_step_is_taken_back_and_done_again() {
    let mut project = sample::project();
    let mut files = vec![json::write(&project)];
    for command in commands() {
        project.apply(command).unwrap();
        files.push(json::write(&project));
    }
    let without_log = |file: &str| file.split("\"log\":").next().map(str::to_string);
    for at in (0..files.len() - 1).rev() {
        assert!(project.undo());
        assert_eq!(without_log(&json::write(&project)), without_log(&files[at]), "after {at} steps");
    }
    assert!(!project.undo());
    for _ in commands() {
        assert!(project.redo());
    }
    assert!(!project.redo());
    assert_eq!(&json::write(&project), files.last().unwrap());
}

#[test]
fn a_new_step_ends_what_was_undone() {
    let mut project = sample::project();
    for command in commands() {
        project.apply(command).unwrap();
    }
    project.undo();
    project.undo();
    project.apply(Command::Accept { marks: vec![mark("m1")] }).unwrap();
    assert_eq!(project.log().len(), commands().len() - 1);
    assert!(!project.redo());
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() {
    let mut project = sample::project();
    let before = json::write(&project);
    let accept = Command::Accept { marks: vec![mark("m0")] };
    let mut message = |command: Command| {
        let error = project.apply_all(vec![accept.clone(), command]).unwrap_err();
        assert_eq!(json::write(&project), before);
        error.to_string()
    };
    assert_eq!(
        message(Command::Accept { marks: vec![mark("q2")] }),
        "expected one of 2 quotations, found q2"
    );
    assert_eq!(message(Command::Accept { marks: vec![] }), "expected at least one mark, found none");
    assert_eq!(
        message(Command::Retype { marks: vec![mark("q0")], kind: MentionKind::Place }),
        "expected mentions only, found q0"
    );
    assert_eq!(
        message(Command::SetSpeaker { marks: vec![mark("q0")], speaker: Speaker::Entity(EntityId(9)) }),
        "expected one of 3 entities, found e9"
    );
    assert_eq!(
        message(Command::SetTimex { marks: vec![mark("t0")], value: "next week".into(), kind: None }),
        "expected a TIMEX3 value as 2024-02-27, 2024-W09, P6M or PRESENT_REF, found \"next week\""
    );
    let set = |place| Command::SetPlace { marks: vec![mark("p0")], place: Some(place) };
    assert_eq!(
        message(set(super::PlaceChoice::Candidate { geonameid: 7 })),
        "expected one of the candidates of p0, found the geonameid 7"
    );
    let position = "p0: expected a name, and degrees from -90 to 90 north and from -180 to 180 east";
    assert_eq!(message(set(given("Mill", 90.5, 0.0))), position);
    assert_eq!(message(set(given(" ", 0.0, 0.0))), position);
}

#[test]
fn marks_come_in_text_order() {
    let project = sample::project();
    let ids: Vec<String> = project.marks().map(|mark| mark.id.to_string()).collect();
    assert_eq!(ids, ["q0", "m0", "t0", "q1", "m1", "m2", "p0"]);
}

#[test]
fn a_decided_date_stays_when_the_article_moves() {
    let text = "The council met on Tuesday. It meets again on Friday.";
    let options = crate::Options { created: Some("2024-02-28".parse().unwrap()), ..Default::default() };
    let mut project = Project::annotate(text, options, &crate::Assets::default());
    let value = |project: &Project, at: usize| project.annotation().timexes[at].value.clone();
    assert_eq!(project.annotation().timexes.len(), 2);
    let (first, second) = (value(&project, 0), value(&project, 1));
    project.apply(Command::Accept { marks: vec![mark("t0")] }).unwrap();
    project.apply(Command::SetCreated { date: Some("2024-03-06".parse().unwrap()) }).unwrap();
    assert_eq!(value(&project, 0), first);
    assert_ne!(value(&project, 1), second);
    assert_eq!(project.annotation().created().unwrap().to_string(), "2024-03-06");
    let back = json::read(&json::write(&project)).unwrap();
    assert_eq!(value(&back, 1), value(&project, 1));
    project.undo();
    assert_eq!(value(&project, 1), second);
}

#[test]
#[cfg(feature = "embedded")]
fn a_chosen_place_leads_the_others_until_it_is_taken_back() {
    let text = "Fires broke out in Paris and in Versailles on Monday. In Paris, two people died. Paris was quiet later.";
    let mut project = Project::annotate(text, crate::Options::default(), &crate::Assets::embedded());
    let start = json::write(&project);
    let kentucky = super::PlaceChoice::Candidate { geonameid: 4303602 };
    let countries = |project: &Project| -> Vec<String> {
        let country =
            |place: &crate::place::Place| place.location().map_or("-", |found| &*found.country).to_string();
        project.annotation().places.iter().map(country).collect()
    };
    assert_eq!(countries(&project), ["FR", "FR", "FR", "FR"]);
    // Agreed to before: it stays as it is.
    project.apply(Command::Accept { marks: vec![mark("p3")] }).unwrap();
    project.apply(Command::SetPlace { marks: vec![mark("p0")], place: Some(kentucky) }).unwrap();
    assert_eq!(countries(&project), ["US", "US", "US", "FR"]);
    let words: Vec<String> =
        (project.annotation().places[..3].iter()).map(|place| place.evidence[0].words(text)).collect();
    let expected = ["set by hand", "near “Paris”, which you chose", "as you chose for “Paris”"];
    assert_eq!(words, expected);
    let file = json::write(&project);
    let back = json::read(&file).unwrap();
    assert_eq!(json::write(&back), file);
    // Who says that the place is none takes back what it gave to the others.
    project.apply(Command::Reject { marks: vec![mark("p0")] }).unwrap();
    assert_eq!(countries(&project), ["US", "FR", "FR", "FR"]);
    assert!(project.undo());
    assert_eq!(json::write(&project).split("\"log\"").next(), file.split("\"log\"").next());
    while project.undo() {}
    assert_eq!(json::write(&project).split("\"log\"").next(), start.split("\"log\"").next());
}
