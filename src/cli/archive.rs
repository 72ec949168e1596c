//! Archives of any length in constant memory, on all cores, in order.

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::Value;

use super::{Article, Output, complain, input};
use crate::annotation::Annotation;
use crate::export::{csv, geojson, ics, json, records, timelinejs, timeml};
use crate::place::Degrees;
use crate::project::Project;
use crate::{Assets, Options, annotate};

/// Bytes of text annotated at once: enough to keep all cores busy, small enough to stay in memory.
const BATCH: usize = 4 << 20;

/// Collects articles, annotates them in batches and writes the results in the order of the articles.
pub struct Writer<'a> {
    job: Job<'a>,
    out: &'a mut dyn Write,
    batch: Vec<Article>,
    bytes: usize,
    written: usize,
    /// Whether the only input is one article.
    pub alone: bool,
}

/// What is the same for every article.
struct Job<'a> {
    format: Output,
    date: Option<Date>,
    near: Option<(Degrees, Degrees)>,
    assets: &'a Assets,
}

impl<'a> Writer<'a> {
    /// A writer of `format` to `out`; articles without date of their own are of `date`.
    pub fn new(format: Output, date: Option<Date>, assets: &'a Assets, out: &'a mut dyn Write) -> Writer<'a> {
        Writer {
            job: Job { format, date, near: None, assets },
            out,
            batch: Vec::new(),
            bytes: 0,
            written: 0,
            alone: false,
        }
    }

    /// Prefers places near `near`, in degrees north and east.
    pub fn prefer(&mut self, near: (Degrees, Degrees)) {
        self.job.near = Some(near);
    }

    /// Takes one more article. Fails where the output can't be written, or can hold one article only.
    pub fn push(&mut self, article: Article) -> io::Result<()> {
        let is_document = matches!(self.job.format, Output::Timeml | Output::Timelinejs | Output::Geojson);
        if is_document && self.written + self.batch.len() > 0 {
            self.batch.clear();
            return Err(io::Error::other(
                "expected one article, since this format is one document for each, found more; \
                 call dateline once for each article",
            ));
        }
        self.bytes += article.text.len();
        self.batch.push(article);
        if self.bytes >= BATCH { self.finish() } else { Ok(()) }
    }

    /// Annotates and writes what is still waiting.
    pub fn finish(&mut self) -> io::Result<()> {
        let batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        let job = &self.job;
        let results: Vec<String> = batch.par_iter().map(|article| job.run(article)).collect();
        self.written += results.len();
        results.iter().try_for_each(|result| self.out.write_all(result.as_bytes()))
    }
}

impl Job<'_> {
    /// Annotates `article`; gives what is to be written for it.
    fn run(&self, article: &Article) -> String {
        let created = article.date.or(if article.reference.is_some() { None } else { self.date });
        let options =
            Options { format: article.format, created, reference: article.reference, near: self.near };
        let annotation = annotate(&article.text, &options, self.assets);
        match self.format {
            Output::Records => records::line(&annotation, &article.id) + "\n",
            Output::Json if article.alone => json::write(&self.project(annotation, options, article)),
            Output::Json => json::line(&self.project(annotation, options, article)) + "\n",
            Output::Csv => csv::quotations(&self.project(annotation, options, article)),
            Output::Timeml => timeml::write(&self.project(annotation, options, article)),
            Output::Ics => ics::events(&self.project(annotation, options, article)),
            Output::Timelinejs => timelinejs::write(&self.project(annotation, options, article)),
            Output::Geojson => geojson::write(&self.project(annotation, options, article)),
        }
    }

    fn project(&self, annotation: Annotation, options: Options, article: &Article) -> Project {
        let mut project = Project::new(annotation, options, self.assets);
        project.id = match &article.id {
            Value::Null => None,
            Value::String(id) => Some(id.clone()),
            other => Some(other.to_string()),
        };
        project
    }
}

/// Annotates the archive `input`; whether every line could be read. Bad lines are reported with their number.
pub fn lines(name: &str, mut input: impl BufRead, writer: &mut Writer<'_>) -> io::Result<bool> {
    let mut all_read = true;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Ok(_) => {}
            Err(error) => {
                all_read = complain(&format!("{name}: line {number}: {error}"));
                break;
            }
        }
        match input::article(&line) {
            Ok(article) => writer.push(article)?,
            Err(error) => all_read = complain(&format!("{name}: line {number}: {error}")),
        }
    }
    Ok(all_read)
}
