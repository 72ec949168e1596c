//! The command line. It reads files, calls [`annotate`](crate::annotate) and writes what [`export`](crate::export) gives.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::Assets;
use crate::document::Format;
use crate::export::{csv, ics};
use crate::place::Degrees;

mod archive;
mod input;

use input::Article;

#[derive(Parser)]
#[command(name = "dateline", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(Annotate),
}

/// Find who said what, where and when in news articles
///
/// Reads articles, one a file, or an archive of articles as JSON Lines, and writes the persons, organisations, places,
/// dates and quotations in them, each quotation with its speaker. Nothing leaves the machine: the binary holds all the
/// data it needs.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
struct Annotate {
    /// Articles (.txt, .md, .html) and archives (.jsonl); `-`, or none, reads standard input
    ///
    /// An archive holds one article a line: {"id": "…", "text": "…", "date": "YYYY-MM-DD"}, where "date" may be null or
    /// absent, and "reference" may give a date and time in RFC 3339. Standard input is an archive where its first line is
    /// such an object, else one article.
    files: Vec<PathBuf>,

    /// What to write
    #[arg(long, value_enum, default_value_t = Output::Records)]
    format: Output,

    /// When the articles were published, where they don't say: YYYY-MM-DD
    ///
    /// "Tuesday" and "last month" are reckoned from this day. Goes before what the text says, after an archive's "date".
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = input::date)]
    date: Option<Date>,

    /// Places to know besides: a table of your own as CSV, or the pack places-extra.bin; may be given several times
    ///
    /// The table has the columns name, latitude, longitude (degrees) and id, named in its first line; also alternates (parted by
    /// |), country (as FR), feature (a code of GeoNames) and population. An id that is a number is taken for a GeoNames id. Your
    /// places go before others of the same name.
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,

    /// Prefer places near this point: latitude and longitude in degrees, as 43.7,-79.4, or the name of a place
    ///
    /// For a newspaper of Toronto, London is the one in Ontario, unless the words around it say otherwise.
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    near: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  dateline annotate article.txt                         records, one line
  dateline annotate article.html --format csv           a table of the quotations
  dateline annotate --format ics *.txt > dates.ics      a calendar of the days in all of them
  dateline annotate --format timeml a.txt > a.tml       the text with its dates as TIMEX3
  dateline annotate --format geojson a.txt > a.geojson  its places, for a map
  dateline annotate --gazetteer sites.csv article.txt   places of your own: name,latitude,longitude,id
  dateline annotate archive.jsonl > annotated.jsonl     an archive of any length, in order
  xclip -o | dateline annotate --date 2024-02-28 -      what is on the clipboard

Exit status: 0 if all went well, 1 if an article or a line could not be read (the rest is done), 2 for a wrong call.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// JSON Lines, one article a line, offsets in code points of the text as given
    Records,
    /// Dateline's own format, one document an article: reopen it on the page
    Json,
    /// A table of the quotations: who said what, with cue, type and offsets
    Csv,
    /// TimeML 1.2.1: the text with a TIMEX3 around each date; one article
    Timeml,
    /// iCalendar: the days, weeks and times in the articles as events, in one calendar
    Ics,
    /// The dates as slides for TimelineJS; one article
    Timelinejs,
    /// GeoJSON, RFC 7946: the places as points of a map; one article
    Geojson,
}

/// Runs the command line on this process's arguments.
pub fn main() -> ExitCode {
    let Command::Annotate(arguments) = Arguments::parse().command;
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads our output has seen enough, as `| head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: cannot write the output: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Annotates every input in order; whether all of them could be read. Fails only where the output can't be written.
fn run(arguments: &Annotate) -> io::Result<bool> {
    let mut assets = Assets::embedded();
    for path in &arguments.gazetteer {
        let added = std::fs::read(path).map_err(|error| error.to_string());
        if let Err(error) = added.and_then(|bytes| assets.add(&bytes).map_err(|error| error.to_string())) {
            return Ok(complain(&format!("{}: {error}", path.display())));
        }
    }
    let near = match arguments.near.as_deref().map(|text| point(text, &assets)).transpose() {
        Ok(near) => near,
        Err(error) => return Ok(complain(&error)),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        Output::Csv => out.write_all(csv::quotations_header().as_bytes())?,
        Output::Ics => out.write_all(ics::begin().as_bytes())?,
        _ => {}
    }
    let mut writer = archive::Writer::new(arguments.format, arguments.date, &assets, &mut out);
    if let Some(near) = near {
        writer.prefer(near);
    }
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files };
    writer.alone = files.len() == 1;
    let mut all_read = true;
    for path in files {
        let read = if path == Path::new("-") {
            standard(&mut writer)?
        } else {
            match File::open(path) {
                Ok(file) => one_file(path, file, &mut writer)?,
                Err(error) => complain(&format!("{}: {error}", path.display())),
            }
        };
        all_read &= read;
    }
    writer.finish()?;
    if arguments.format == Output::Ics {
        out.write_all(ics::END.as_bytes())?;
    }
    out.flush()?;
    Ok(all_read)
}

/// The point that `text` gives, by its degrees north and east or as the best-known place of that name.
fn point(text: &str, assets: &Assets) -> Result<(Degrees, Degrees), String> {
    let degrees =
        |text: &str, most: f64| Degrees::parse(text.trim()).filter(|degrees| degrees.degrees().abs() <= most);
    let pair =
        text.split_once(',').and_then(|(north, east)| Some((degrees(north, 90.0)?, degrees(east, 180.0)?)));
    let named = || {
        let gazetteer = assets.gazetteer.as_deref()?;
        let best = gazetteer.find(text).into_iter().max_by_key(|entry| gazetteer.weight(entry.place))?;
        let location = gazetteer.location(best.place);
        Some((Degrees::of(location.latitude), Degrees::of(location.longitude)))
    };
    pair.or_else(named).ok_or_else(|| {
        format!("expected --near with degrees as 43.7,-79.4 or the name of a place in the gazetteer, found {text:?}")
    })
}

/// Says on standard error what could not be read; gives `false`, "not all was read".
fn complain(what: &str) -> bool {
    eprintln!("dateline: {what}");
    false
}

/// Standard input is an archive where its first line is an object with a text.
fn standard(writer: &mut archive::Writer<'_>) -> io::Result<bool> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut first = Vec::new();
    if let Err(error) = input.read_until(b'\n', &mut first) {
        return Ok(complain(&format!("standard input: {error}")));
    }
    if input::is_archive(&first) {
        return archive::lines("standard input", first.chain(input), writer);
    }
    whole("standard input", "-", Format::Plain, first.chain(input), writer)
}

fn one_file(path: &Path, file: File, writer: &mut archive::Writer<'_>) -> io::Result<bool> {
    let name = path.display().to_string();
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let format = match extension.as_deref() {
        Some("jsonl" | "ndjson") => return archive::lines(&name, BufReader::new(file), writer),
        Some("html" | "htm" | "xhtml") => Format::Html,
        Some("md" | "markdown") => Format::Markdown,
        _ => Format::Plain,
    };
    whole(&name, &name, format, file, writer)
}

/// One article, the whole of `input`.
fn whole(
    name: &str,
    id: &str,
    format: Format,
    mut input: impl Read,
    writer: &mut archive::Writer<'_>,
) -> io::Result<bool> {
    let mut bytes = Vec::new();
    if let Err(error) = input.read_to_end(&mut bytes) {
        return Ok(complain(&format!("{name}: {error}")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => writer
            .push(Article { id: id.into(), text, format, date: None, reference: None, alone: writer.alone })
            .map(|()| true),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Ok(complain(&format!(
                "{name}: expected UTF-8, found another byte at offset {at}; convert it with `iconv -t utf-8`"
            )))
        }
    }
}
