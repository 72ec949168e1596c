//! What each fuzz target does with its input, also for the replay of the corpus on a stable toolchain
//! (`tests/integration/fuzz_corpus.rs`).
#![allow(dead_code)] // each target uses one of them

use std::sync::LazyLock;

use dateline::asset::{Pack, PackKind};
use dateline::document::Format;
use dateline::export::{csv, ics, json, records, timelinejs, timeml};
use dateline::project::Project;
use dateline::{Assets, Options};

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::embedded);

/// Plain text: annotated, exported, and read back equal.
pub fn annotate(data: &[u8]) {
    whole(data, Format::Plain);
}

/// HTML, or Markdown where the first byte is a `#`.
pub fn html(data: &[u8]) {
    whole(data, if data.first() == Some(&b'#') { Format::Markdown } else { Format::Html });
}

/// A project file: refused with words, or read and written back.
pub fn json_read(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match json::read(text) {
        Ok(mut project) => {
            let file = json::write(&project);
            assert_eq!(json::write(&json::read(&file).expect("what was written is read")), file);
            let position = project.position();
            let mut undone = 0;
            while project.undo() {
                undone += 1;
            }
            assert_eq!(undone, position);
            for _ in 0..position {
                assert!(project.redo());
            }
            assert_eq!(json::write(&project), file);
            drop(csv::quotations(&project));
            dates(&project);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A pack as it is, and a pack with a true header around the input; what opens is used.
pub fn pack(data: &[u8]) {
    let mut assets = Assets::default();
    drop(assets.add(data));
    if let Some((4, content)) = data.split_first() {
        // The rest of the gazetteer hangs below the base.
        let mut joined = ASSETS.clone();
        drop(joined.add(&Pack::write(PackKind::MorePlaces, 20_260_801, content)));
        drop(dateline::annotate("Fog in Lamar County, Tejas.", &Options::default(), &joined));
    }
    let kinds = [PackKind::Names, PackKind::Speakers, PackKind::Dates, PackKind::Places];
    if let Some((first, content)) = data.split_first() {
        drop(assets.add(&Pack::write(kinds[usize::from(*first) % kinds.len()], 20_260_801, content)));
    }
    let text = "PARIS, May 5 — “We will rebuild,” Mayor Ana López of Springfield, Texas, said on Tuesday.";
    drop(dateline::annotate(text, &Options::default(), &assets));
}

fn whole(data: &[u8], format: Format) {
    let text = String::from_utf8_lossy(data);
    let created = Some("2024-02-28".parse().expect("a day"));
    let options = Options { format, created, ..Options::default() };
    let project = Project::annotate(&text, options, &ASSETS);
    let annotation = project.annotation();
    for mark in project.marks() {
        for span in mark.spans {
            assert!(annotation.document.text.get(span.start..span.end).is_some(), "{mark:?}");
            let source = annotation.document.source_span(*span);
            assert!(text.get(source.start..source.end).is_some(), "{mark:?} at {source:?} of the source");
        }
    }
    let file = json::write(&project);
    assert_eq!(json::write(&json::read(&file).expect("what was written is read")), file);
    drop(records::line(annotation, &"a".into()));
    drop(csv::quotations(&project));
    dates(&project);
}

fn dates(project: &Project) {
    drop((timeml::write(project), ics::write(project), timelinejs::write(project)));
}
