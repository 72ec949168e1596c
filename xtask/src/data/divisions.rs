//! The borders of states and provinces that the page's map draws: one `MultiLineString` of GeoJSON.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Built;
use super::source::Sources;

/// Builds the file; its rows are lines.
pub fn build(sources: &Sources) -> Result<Built> {
    let source: Value = serde_json::from_str(&sources.text("natural-earth-divisions")?)?;
    let lines = lines(&source).context("the borders are not a collection of lines")?;
    let rows = lines.len();
    let file = json!({ "type": "MultiLineString", "coordinates": lines });
    Ok((format!("{file}\n").into_bytes(), rows))
}

/// The lines of all features.
fn lines(collection: &Value) -> Option<Vec<Value>> {
    let mut lines = Vec::new();
    for feature in collection["features"].as_array()? {
        let geometry = &feature["geometry"];
        let coordinates = geometry["coordinates"].as_array()?;
        match geometry["type"].as_str()? {
            "LineString" => lines.push(Value::from(coordinates.clone())),
            "MultiLineString" => lines.extend(coordinates.iter().cloned()),
            _ => return None,
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_every_feature_are_taken_and_nothing_else() {
        let feature = |kind: &str, coordinates: Value| json!({ "geometry": { "type": kind, "coordinates": coordinates } });
        let (one, two) = (json!([[0, 1], [2, 3]]), json!([[4, 5], [6, 7]]));
        let file = json!({ "features": [feature("LineString", one.clone()), feature("MultiLineString", json!([two.clone()]))] });
        assert_eq!(lines(&file).unwrap(), [one, two]);
        assert!(lines(&json!({ "features": [feature("Point", json!([1, 2]))] })).is_none());
    }
}
