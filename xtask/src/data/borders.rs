//! The borders that the page's map draws: countries as TopoJSON, coarse and fine, and those of states and provinces as one
//! `MultiLineString` of GeoJSON. Only what is drawn: no names, no second copy as land.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Built;
use super::source::Sources;

/// Countries, as fine as the source has them; rows are countries.
pub fn countries(sources: &Sources) -> Result<Built> {
    shapes(&sources.text("world-atlas")?)
}

fn shapes(topology: &str) -> Result<Built> {
    let topology: Value = serde_json::from_str(topology)?;
    let geometries =
        topology["objects"]["countries"]["geometries"].as_array().context("there are no countries")?;
    let shape = |geometry: &Value| format!(r#"{{"type":{},"arcs":{}}}"#, geometry["type"], geometry["arcs"]);
    let shapes: Vec<String> = geometries.iter().map(shape).collect();
    let (transform, arcs) = (&topology["transform"], &topology["arcs"]);
    let file = format!(
        "{{\"type\":\"Topology\",\"transform\":{{\"scale\":{},\"translate\":{}}},\"objects\":{{\"countries\":\
         {{\"type\":\"GeometryCollection\",\"geometries\":[{}]}}}},\"arcs\":{arcs}}}\n",
        transform["scale"],
        transform["translate"],
        shapes.join(",")
    );
    Ok((file.into_bytes(), shapes.len()))
}

/// Borders of states and provinces; rows are lines.
pub fn divisions(sources: &Sources) -> Result<Built> {
    let source: Value = serde_json::from_str(&sources.text("natural-earth-divisions")?)?;
    let lines = lines(&source).context("the borders are not a collection of lines")?;
    let file = format!("{{\"type\":\"MultiLineString\",\"coordinates\":{}}}\n", Value::from(lines.clone()));
    Ok((file.into_bytes(), lines.len()))
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
    use serde_json::json;

    use super::*;

    #[test]
    fn lines_of_every_feature_are_taken_and_nothing_else() {
        let feature = |kind: &str, coordinates: Value| json!({ "geometry": { "type": kind, "coordinates": coordinates } });
        let (one, two) = (json!([[0, 1], [2, 3]]), json!([[4, 5], [6, 7]]));
        let both = [feature("LineString", one.clone()), feature("MultiLineString", json!([two.clone()]))];
        assert_eq!(lines(&json!({ "features": both })).unwrap(), [one, two]);
        assert!(lines(&json!({ "features": [feature("Point", json!([1, 2]))] })).is_none());
    }

    #[test]
    fn countries_keep_their_shapes_and_lose_their_names() {
        let topology = r#"{"type":"Topology","bbox":[0,0,1,1],"transform":{"scale":[1,2],"translate":[3,4]},"objects":{"countries":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"id":"004","properties":{"name":"A"}}]},"land":{}},"arcs":[[[0,1],[2,3]]]}"#;
        let (file, rows) = shapes(topology).unwrap();
        let expected = r#"{"type":"Topology","transform":{"scale":[1,2],"translate":[3,4]},"objects":{"countries":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]]}]}},"arcs":[[[0,1],[2,3]]]}"#;
        assert_eq!((String::from_utf8(file).unwrap().trim_end(), rows), (expected, 1));
    }
}
