//! The binary from outside.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use dateline::export::json;
use serde_json::Value;

/// Runs `dateline annotate` on `arguments` with `input` on standard input.
fn annotate(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("annotate")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn errors(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A file for one test, in a folder of its own.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

const ARTICLE: &str = "“We will rebuild,” Mayor Ana López said on Tuesday.";

#[test]
fn one_article_in_each_format() {
    let path = file("one.txt", ARTICLE.as_bytes());
    let path = path.to_str().unwrap();
    let records = annotate(&[path, "--date", "2024-02-28"], b"");
    assert!(records.status.success(), "{}", errors(&records));
    let record: Value = serde_json::from_str(out(&records)).unwrap();
    assert_eq!(record["text"], ARTICLE);
    assert_eq!(record["date"], "2024-02-28");
    let project = annotate(&["--format", "json", "--date", "2024-02-28", path], b"");
    let project = json::read(out(&project)).unwrap();
    assert_eq!(
        json::write(&project),
        out(&annotate(&["--format", "json", "--date", "2024-02-28", path], b""))
    );
    assert_eq!(project.annotation().created().unwrap().to_string(), "2024-02-28");
    let table = annotate(&["--format", "csv", path], b"");
    assert!(out(&table).starts_with("article,title,date,number,type,speaker,"), "{}", out(&table));
    assert_eq!(out(&table).lines().count(), 1 + project.annotation().quotations.len());
}

#[test]
fn standard_input_is_an_article_or_an_archive() {
    for arguments in [&[][..], &["-"][..]] {
        let article = annotate(arguments, ARTICLE.as_bytes());
        let record: Value = serde_json::from_str(out(&article)).unwrap();
        assert_eq!((&record["id"], &record["text"]), (&Value::from("-"), &Value::from(ARTICLE)));
        let archive = annotate(arguments, b"{\"id\": 7, \"text\": \"A\"}\n{\"id\": 8, \"text\": \"B\"}");
        let ids: Vec<Value> = out(&archive)
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
            .collect();
        assert_eq!(ids, [7, 8]);
    }
}

#[test]
fn the_order_of_an_archive_is_kept() {
    let archive: String = (0..3000)
        .map(|id| format!("{{\"id\": {id}, \"text\": \"{}\"}}\n", "Ana said no. ".repeat(id % 9)))
        .collect();
    let path = file("order.jsonl", archive.as_bytes());
    for format in ["records", "json"] {
        let output = annotate(&[path.to_str().unwrap(), "--format", format], b"");
        assert!(output.status.success());
        let ids = out(&output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone());
        let ids: Vec<String> = ids.map(|id| id.to_string().trim_matches('"').to_string()).collect();
        assert_eq!(ids, (0..3000).map(|id| id.to_string()).collect::<Vec<_>>(), "{format}");
    }
}

#[test]
fn each_line_of_an_archive_has_its_date() {
    let archive = "{\"id\": 1, \"text\": \"A\", \"date\": \"2020-01-02\"}\n{\"id\": 2, \"text\": \"A\", \"date\": null}\n\
        {\"id\": 3, \"text\": \"A\", \"reference\": \"2013-02-12T04:30:00Z\"}";
    let output = annotate(&["--date", "2024-02-28", "-"], archive.as_bytes());
    let dates: Vec<Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["date"].clone())
        .collect();
    assert_eq!(dates, ["2020-01-02", "2024-02-28", "2013-02-12"]);
}

#[test]
fn a_bad_line_is_reported_and_the_rest_done() {
    let archive = b"{\"id\": 1, \"text\": \"A\"}\n\n{\"id\": 2}\nnot json\n{\"id\": 5, \"text\": \"\xff\"}\n{\"id\": 6, \"text\": \"B\"}\n";
    let path = file("bad.jsonl", archive);
    let output = annotate(&[path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 2);
    let complaints: Vec<&str> = errors(&output).lines().collect();
    assert_eq!(complaints.len(), 3, "{complaints:?}");
    for (complaint, number) in complaints.iter().zip([3, 4, 5]) {
        assert!(complaint.contains(&format!("bad.jsonl: line {number}: ")), "{complaint}");
    }
}

#[test]
fn a_file_that_is_missing_or_not_text_is_reported() {
    let latin = file("latin.txt", b"caf\xe9");
    let good = file("good.txt", ARTICLE.as_bytes());
    let files = ["/nowhere/article.txt", latin.to_str().unwrap(), good.to_str().unwrap()];
    let output = annotate(&files, b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 1, "the good file is done");
    assert!(errors(&output).contains("dateline: /nowhere/article.txt: "), "{}", errors(&output));
    assert!(
        errors(&output).contains("expected UTF-8, found another byte at offset 3"),
        "{}",
        errors(&output)
    );
}

#[test]
fn several_articles_are_a_line_each() {
    let (one, two) = (file("a.txt", ARTICLE.as_bytes()), file("b.txt", b"=1+1"));
    let output = annotate(&["--format", "json", one.to_str().unwrap(), two.to_str().unwrap()], b"");
    let projects: Vec<_> = out(&output).lines().map(|line| json::read(line).unwrap()).collect();
    assert_eq!(projects.len(), 2);
    assert_eq!(projects[1].annotation().document.source, "=1+1");
    let table = annotate(&["--format", "csv", one.to_str().unwrap(), two.to_str().unwrap()], b"");
    assert_eq!(out(&table).matches("article,title,").count(), 1, "one header");
}

#[test]
fn dates_in_three_formats() {
    let one = file("dates-a.txt", b"They met on 5 March 2024 at 6 p.m.");
    let two = file("dates-b.txt", b"They met on 6 March 2024.");
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let calendar = annotate(&["--format", "ics", one, two], b"");
    assert!(calendar.status.success());
    assert_eq!(out(&calendar).matches("BEGIN:VCALENDAR\r\n").count(), 1);
    assert_eq!(out(&calendar).matches("BEGIN:VEVENT\r\n").count(), 2);
    assert!(out(&calendar).ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{}", out(&calendar));
    let slides: Value = serde_json::from_str(out(&annotate(&["--format", "timelinejs", one], b""))).unwrap();
    assert_eq!(slides["events"][0]["start_date"]["hour"], 18);
    let timeml = annotate(&["--format", "timeml", one], b"");
    assert!(out(&timeml).contains("<TEXT>They met on <TIMEX3 "), "{}", out(&timeml));
}

#[test]
fn a_document_holds_one_article() {
    let archive = b"{\"id\": 1, \"text\": \"A\"}\n{\"id\": 2, \"text\": \"B\"}\n";
    for format in ["timeml", "timelinejs"] {
        let output = annotate(&["--format", format], archive);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert_eq!(out(&output), "", "{format}");
        assert!(errors(&output).contains("expected one article"), "{}", errors(&output));
    }
}

#[test]
fn a_wrong_call_says_how_to_call() {
    assert_eq!(annotate(&["--format", "xml"], b"").status.code(), Some(2));
    let date = annotate(&["--date", "1 May"], b"");
    assert_eq!(date.status.code(), Some(2));
    assert!(errors(&date).contains("expected a date as YYYY-MM-DD"), "{}", errors(&date));
}

#[test]
fn the_help_teaches() {
    let help = annotate(&["--help"], b"");
    assert!(help.status.success());
    for words in [
        "Examples:",
        "Exit status:",
        "--date",
        "records",
        "json",
        "csv",
        "timeml",
        "ics",
        "timelinejs",
        ".jsonl",
    ] {
        assert!(out(&help).contains(words), "{words}");
    }
}

#[test]
fn the_time_zone_and_the_locale_of_the_machine_change_nothing() {
    let article = "SPRINGFIELD, 28 February 2024 – They met today, and will meet tonight at 11 p.m. ET, next week and in 2025.";
    let annotate = |zone: &str, locale: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["annotate", "--format", "json", file("zones.txt", article.as_bytes()).to_str().unwrap()])
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .output()
            .unwrap();
        out(&output).to_string()
    };
    let here = annotate("UTC", "C");
    assert!(here.contains("2024-02-28T23:00"), "{here}");
    for (zone, locale) in [
        ("Pacific/Kiritimati", "ja_JP.UTF-8"),
        ("America/St_Johns", "en_US.UTF-8"),
        ("UTC+12", "ar_EG.UTF-8"),
    ] {
        assert_eq!(annotate(zone, locale), here, "{zone}, {locale}");
    }
}

#[test]
fn places_of_ones_own_join() {
    let article = "Fog closed the harbour of Zorbik Flats on Monday.".as_bytes();
    let table = file("sites.csv", b"id,name,lat,lon\nsite-2,Zorbik Flats,10.25,20.125\n");
    let found = annotate(&["--gazetteer", table.to_str().unwrap()], article);
    assert!(found.status.success(), "{}", errors(&found));
    let record: Value = serde_json::from_str(out(&found)).unwrap();
    let place = &record["places"][0];
    assert_eq!(
        (&place["text"], &place["lat"], &place["id"]),
        (&"Zorbik Flats".into(), &10.25.into(), &"site-2".into())
    );
    let wrong = file("wrong.csv", b"name,lat,lon\nMill,1,200\n");
    let found = annotate(&["--gazetteer", wrong.to_str().unwrap()], article);
    assert_eq!(found.status.code(), Some(1));
    let message = "wrong.csv: line 2 of the gazetteer: expected a longitude from -180 to 180 degrees, as 2.3488, found \"200\"";
    assert!(errors(&found).trim_end().ends_with(message), "{}", errors(&found));
}

#[test]
fn places_near_a_point_are_preferred() {
    let article = "Police closed a bridge in London on Monday.".as_bytes();
    let latitude = |arguments: &[&str]| {
        let found = annotate(arguments, article);
        assert!(found.status.success(), "{}", errors(&found));
        let record: Value = serde_json::from_str(out(&found)).unwrap();
        (record["places"][0]["lat"].as_f64().unwrap(), record["places"][0]["country"].clone())
    };
    assert_eq!(latitude(&[]), (51.51, "GB".into()));
    assert_eq!(latitude(&["--near", "43.7,-79.4"]), (42.98, "CA".into()));
    assert_eq!(latitude(&["--near", "Toronto"]), (42.98, "CA".into()));
    assert_eq!(latitude(&["--near", "-33.9,18.4"]), (51.51, "GB".into()));
    let wrong = annotate(&["--near", "91,0"], article);
    assert_eq!(wrong.status.code(), Some(1));
    let message = "dateline: expected --near with degrees as 43.7,-79.4 or the name of a place in the gazetteer, found \"91,0\"";
    assert_eq!(errors(&wrong).trim_end(), message);
}
