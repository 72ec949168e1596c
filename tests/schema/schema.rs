//! Project files validate against `data/schema/dateline-1.schema.json`, and what the schema forbids is refused.

use std::path::{Path, PathBuf};

use dateline::document::Format;
use dateline::export::json;
use dateline::mention::MentionKind;
use dateline::place::Degrees;
use dateline::project::{Command, Layer, MarkId, PlaceChoice, Project};
use dateline::quotation::Speaker;
use dateline::{Assets, Options};
use jsonschema::Validator;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    let text = std::fs::read_to_string(root().join("data/schema/dateline-1.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// Every golden article, annotated; some commands are done on each, the last one is undone.
fn projects() -> Vec<(String, Project)> {
    let assets = Assets::embedded();
    let mut projects = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("txt") => Format::Plain,
            Some("html") => Format::Html,
            Some("md") => Format::Markdown,
            _ => continue,
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let created = Some("2024-02-28".parse().unwrap());
        let reference = Some("2024-02-28T09:30:00".parse().unwrap());
        let near = Some((Degrees::of(43.65), Degrees::of(-79.38)));
        let options = Options { format, created, reference, near };
        let mut project = Project::annotate(&text, options, &assets);
        project.id = path.file_name().map(|name| name.to_string_lossy().into_owned());
        correct(&mut project);
        projects.push((path.display().to_string(), project));
    }
    projects
}

/// Does every command that the article has something for.
fn correct(project: &mut Project) {
    let first = |project: &Project, layer| {
        let id = MarkId::new(layer, 0);
        project.state(id).map(|_| vec![id])
    };
    if let Some(marks) = first(project, Layer::Mention) {
        project.apply(Command::Retype { marks: marks.clone(), kind: MentionKind::Other }).unwrap();
        project.apply(Command::Reject { marks }).unwrap();
    }
    if let Some(marks) = first(project, Layer::Quotation) {
        project.apply(Command::SetSpeaker { marks: marks.clone(), speaker: Speaker::Collective }).unwrap();
        project.apply(Command::ClearSpeaker { marks }).unwrap();
    }
    if let Some(marks) = first(project, Layer::Timex) {
        project.apply(Command::SetTimex { marks, value: "2024-02".into(), kind: None }).unwrap();
    }
    if let Some(marks) = first(project, Layer::Place) {
        let own = PlaceChoice::Given {
            name: "Mill".into(),
            latitude: Degrees::of(48.85341),
            longitude: Degrees::of(-2.5),
        };
        project.apply(Command::SetPlace { marks: marks.clone(), place: None }).unwrap();
        project.apply(Command::SetPlace { marks: marks.clone(), place: Some(own) }).unwrap();
        let place = &project.annotation().places[0];
        if let Some(geonameid) = place.candidates.iter().find_map(|candidate| candidate.location.geonameid) {
            project
                .apply(Command::SetPlace { marks, place: Some(PlaceChoice::Candidate { geonameid }) })
                .unwrap();
        }
    }
    let title =
        Command::SetArticle { field: dateline::project::ArticleField::Title, value: Some("A title".into()) };
    project
        .apply_all(vec![title, Command::SetCreated { date: Some("2024-03-01".parse().unwrap()) }])
        .unwrap();
    project.apply(Command::SetCreated { date: None }).unwrap();
    project.undo();
}

#[test]
fn the_schema_is_a_schema() {
    jsonschema::meta::validate(&schema()).unwrap();
}

#[test]
fn project_files_validate() {
    let validator = validator();
    let projects = projects();
    assert!(projects.len() >= 8, "expected the golden articles, found {}", projects.len());
    for (name, project) in projects {
        let file = json::write(&project);
        let value: Value = serde_json::from_str(&file).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert_eq!(json::write(&json::read(&file).unwrap()), file, "{name}");
    }
}

#[test]
fn what_does_not_belong_is_refused() {
    let validator = validator();
    let (_, project) = projects().into_iter().next().unwrap();
    let value: Value = serde_json::from_str(&json::write(&project)).unwrap();
    let changed = |path: &str, to: Value| {
        let mut value = value.clone();
        *value.pointer_mut(path).unwrap_or_else(|| panic!("no {path}")) = to;
        value
    };
    assert!(validator.is_valid(&value));
    for (path, to) in [
        ("/format", "timeline".into()),
        ("/schemaVersion", "2.0.0".into()),
        ("/mentions/0/span", serde_json::json!([0])),
        ("/mentions/0/id", "q0".into()),
        ("/mentions/0/state", "sure".into()),
        ("/mentions/0/probability", 1.5.into()),
        ("/source/crc32", "xyz".into()),
        ("/log/position", (-1).into()),
        ("/log/steps/0/commands/0/command", "explode".into()),
    ] {
        assert!(!validator.is_valid(&changed(path, to)), "{path}");
    }
    let mut more = value.clone();
    more["mentions"][0]["more"] = 1.into();
    assert!(!validator.is_valid(&more));
}
