//! JSON that a person can read and a diff can show: the outer levels a line each, the inner ones on one line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// `value` as JSON, whose members down to `depth` levels get a line each; on one line without spaces for 0.
pub fn text(value: &impl Serialize, depth: usize) -> String {
    let mut out = Vec::new();
    let layout = Layout { lines: depth, depth: 0, filled: false };
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, layout));
    debug_assert!(written.is_ok(), "the file's types have string keys and no failing parts");
    String::from_utf8(out).unwrap_or_default()
}

/// Appends `name` as it is, and the number `value`.
pub fn number(out: &mut String, name: &str, value: i64) {
    out.push_str(name);
    out.push_str(&value.to_string());
}

/// Appends `name` as it is, and `value` as a string of JSON.
pub fn string(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    out.push_str(&text(&value, 0));
}

struct Layout {
    /// Levels whose members get lines of their own.
    lines: usize,
    depth: usize,
    /// Whether the innermost array or object that just ends has a member.
    filled: bool,
}

impl Layout {
    fn open<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        if self.filled && self.depth <= self.lines {
            self.depth -= 1;
            self.line(out)?;
        } else {
            self.depth -= 1;
        }
        self.filled = true;
        out.write_all(bracket)
    }

    fn member<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth <= self.lines {
            self.line(out)
        } else if !first && self.lines > 0 {
            out.write_all(b" ")
        } else {
            Ok(())
        }
    }

    fn line<W: Write + ?Sized>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.lines > 0 { b": " } else { b":" })
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_levels_get_lines() {
        let value = serde_json::json!({"a": [{"b": [1, 2]}, {}], "c": [], "d": "“é”\n"});
        let lines = "{\n  \"a\": [\n    {\"b\": [1, 2]},\n    {}\n  ],\n  \"c\": [],\n  \"d\": \"“é”\\n\"\n}";
        assert_eq!(text(&value, 2), lines);
        assert_eq!(text(&value, 0), value.to_string());
        assert_eq!(text(&serde_json::json!({}), 2), "{}");
    }
}
