//! Every input of `tests/fuzz/corpus` through the functions of its fuzz target: a crash that was found stays fixed.

use std::fs;
use std::path::Path;

#[path = "../fuzz/checks.rs"]
mod checks;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let mut inputs = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        eprintln!("{}", path.display()); // shown where the test fails
        check(&fs::read(&path).unwrap());
        inputs += 1;
    }
    assert!(inputs > 0);
}

#[test]
fn annotate() {
    replay("annotate", checks::annotate);
}

#[test]
fn html() {
    replay("html", checks::html);
}

#[test]
fn json_read() {
    replay("json_read", checks::json_read);
}

#[test]
fn pack() {
    replay("pack", checks::pack);
}
