//! Files read back equal, and damaged ones are refused with words.

use super::{line, read, write};
use crate::project::{Command, Project, State, sample};
use crate::{Assets, Options};

fn corrected() -> Project {
    let mut project = sample::project();
    let mark = |name: &str| vec![name.parse().unwrap()];
    for command in [
        Command::Reject { marks: mark("m0") },
        Command::Retype { marks: mark("m1"), kind: crate::mention::MentionKind::Person },
        Command::SetSpeaker { marks: mark("q1"), speaker: "e0".parse().unwrap() },
        Command::SetCreated { date: Some("2024-03-06".parse().unwrap()) },
        Command::SetPlace { marks: mark("p0"), place: None },
        Command::Accept { marks: mark("q0") },
    ] {
        project.apply(command).unwrap();
    }
    project.undo();
    project.id = Some("a-1".into());
    project
}

#[test]
fn a_project_reads_back_with_everything() {
    let project = corrected();
    let file = write(&project);
    let mut back = read(&file).unwrap();
    assert_eq!(write(&back), file);
    assert_eq!(line(&back), line(&project));
    assert!(!line(&project).contains('\n'));
    assert_eq!(write(&read(&line(&project)).unwrap()), file);
    let (old, new) = (&project.annotation().document, &back.annotation().document);
    assert_eq!(new.source, sample::SOURCE);
    assert_eq!((&old.text, &old.map, &old.paragraphs), (&new.text, &new.map, &new.paragraphs));
    assert_eq!((&old.sentences, &old.tokens, &old.article), (&new.sentences, &new.tokens, &new.article));
    assert_eq!(back.annotation().mentions, project.annotation().mentions);
    assert_eq!(back.annotation().quotations, project.annotation().quotations);
    assert_eq!(back.annotation().refusals, project.annotation().refusals);
    assert_eq!(back.annotation().unspoken, project.annotation().unspoken);
    assert_eq!((back.position(), back.log().len()), (5, 6));
    assert!(back.redo());
    assert_eq!(back.state("q0".parse().unwrap()), Some(State::Confirmed));
    while back.undo() {}
    let mut start = sample::project();
    start.id = Some("a-1".into());
    let without_log = |file: String| file.split("\"log\":").next().map(str::to_string);
    assert_eq!(without_log(write(&back)), without_log(write(&start)));
}

#[test]
fn an_empty_text_is_a_project() {
    for text in ["", "\r\n", "🦀"] {
        let file = write(&Project::annotate(text, Options::default(), &Assets::default()));
        let project = read(&file).unwrap();
        assert_eq!(project.annotation().document.source, text);
        assert_eq!(write(&project), file);
    }
}

#[test]
fn damage_is_told_in_words() {
    let file = write(&corrected());
    let message = |from: &str, to: &str| {
        assert!(file.contains(from), "{from} is not in {file}");
        read(&file.replacen(from, to, 1)).expect_err(to).to_string()
    };
    assert_eq!(
        message(r#""dateline","#, r#""timeline","#),
        "expected a JSON file with \"format\": \"dateline\", found \"timeline\""
    );
    assert_eq!(
        message(r#""schemaVersion": "1.2.0""#, r#""schemaVersion": "1.3.0""#),
        "expected a project file of version 1.2.0 or earlier, found \"1.3.0\"; \
         open it with the version of Dateline that wrote it, or a later one"
    );
    assert_eq!(
        message(r#""span": [27, 36], "text": "Ana López""#, r#""span": [27, 3500], "text": "Ana López""#),
        "m0: expected a span within 91 code points of text, found 27 to 3500"
    );
    assert_eq!(
        message(r#""span": [27, 36], "text": "Ana López""#, r#""span": [27, 30], "text": "Ana López""#),
        "m0: expected its words \"Ana López\" at its span, found \"Ana\""
    );
    assert_eq!(message(r#""id": "m1""#, r#""id": "m7""#), "expected the id m1, found m7");
    assert_eq!(message(r#""entity": "e2""#, r#""entity": "e3""#), "m2: there is no entity e3 in the file");
    assert_eq!(message(r#""mention": "m2""#, r#""mention": "m3""#), "p0: there is no mention m3 in the file");
    assert_eq!(
        message(r#""position": 5"#, r#""position": 7"#),
        "expected a position within the 6 steps of the log, found 7"
    );
    assert_eq!(
        message(r#""state": "rejected""#, r#""state": "confirmed""#),
        "m0: expected the state rejected that follows from the log"
    );
    assert_eq!(
        message(r#""marks": ["m1"]"#, r#""marks": ["m9"]"#),
        "step 2 of the log does not fit: expected one of 3 mentions, found m9"
    );
    assert!(message("Tuesday", "Tuesdays").starts_with("expected the source to have CRC-32"));
    assert!(message(r#""mod": "APPROX""#, r#""mod": "ABOUT""#).contains("expected a mod of TIMEX3"));
    assert!(message(r#""state": "suggested""#, r#""state": "sure""#).contains("unknown variant `sure`"));
    assert!(
        message(r#""kind": "person""#, r#""kind": "person", "more": 1"#).contains("unknown field `more`")
    );
    assert!(message("0.934", "1.5").contains("expected a probability from 0 to 1"));
}

#[test]
fn a_file_cut_short_is_refused() {
    let file = write(&corrected());
    for (at, _) in file.trim_end().char_indices() {
        assert!(read(&file[..at]).is_err(), "cut to {at} bytes");
    }
}
