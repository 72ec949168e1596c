//! Points of countries and counties, from the polygons of a TopoJSON file.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// Longitude and latitude, in degrees.
type Point = (f64, f64);

/// The centre of the largest polygon of each geometry of `object`, by id: latitude and longitude in degrees.
pub fn centres(json: &str, object: &str) -> Result<BTreeMap<String, Point>> {
    let topology: Value = serde_json::from_str(json)?;
    let arcs = arcs(&topology).context("the arcs are not those of a quantized TopoJSON")?;
    let geometries = topology["objects"][object]["geometries"].as_array().context("no such object")?;
    let mut centres = BTreeMap::new();
    for geometry in geometries {
        let polygons: Vec<&Value> = match geometry["type"].as_str() {
            Some("Polygon") => vec![&geometry["arcs"]],
            Some("MultiPolygon") => geometry["arcs"].as_array().into_iter().flatten().collect(),
            _ => continue,
        };
        let rings = polygons.iter().filter_map(|polygon| ring(&polygon[0], &arcs));
        let largest = rings.filter_map(|ring| centroid(&ring)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(id), Some((_, centre))) = (geometry["id"].as_str(), largest) {
            centres.insert(id.to_owned(), centre);
        }
    }
    Ok(centres)
}

/// The arcs of a topology, in degrees.
fn arcs(topology: &Value) -> Option<Vec<Vec<Point>>> {
    let number = |value: &Value, key: &str, at: usize| value[key][at].as_f64();
    let transform = &topology["transform"];
    let (scale, shift) = (
        (number(transform, "scale", 0)?, number(transform, "scale", 1)?),
        (number(transform, "translate", 0)?, number(transform, "translate", 1)?),
    );
    let mut arcs = Vec::new();
    for arc in topology["arcs"].as_array()? {
        let (mut x, mut y) = (0.0, 0.0);
        let mut points = Vec::new();
        for point in arc.as_array()? {
            x += point[0].as_f64()?;
            y += point[1].as_f64()?;
            points.push((x * scale.0 + shift.0, y * scale.1 + shift.1));
        }
        arcs.push(points);
    }
    Some(arcs)
}

/// The points of a ring: its arcs one after another, those with a negative number backwards.
fn ring(numbers: &Value, arcs: &[Vec<Point>]) -> Option<Vec<Point>> {
    let mut points = Vec::new();
    for number in numbers.as_array()? {
        let number = number.as_i64()?;
        if number < 0 {
            points.extend(arcs.get(!number as usize)?.iter().rev());
        } else {
            points.extend(arcs.get(number as usize)?);
        }
    }
    Some(points)
}

/// The area of a ring, without sign and in square degrees, and its centroid as latitude and longitude.
fn centroid(ring: &[Point]) -> Option<(f64, Point)> {
    // A ring that crosses the date line goes on beyond 180 degrees.
    let mut turns = 0.0;
    let mut ring = ring.to_vec();
    for at in 1..ring.len() {
        let step = ring[at].0 + turns - ring[at - 1].0;
        turns -= (step / 360.0).round() * 360.0;
        ring[at].0 += turns;
    }
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let cross = a.0 * b.1 - b.0 * a.1;
        area += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    let east = (x / (3.0 * area) + 540.0).rem_euclid(360.0) - 180.0;
    (area != 0.0).then(|| (area.abs() / 2.0, (y / (3.0 * area), east)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_its_centre() {
        let json = r#"{"transform": {"scale": [1, 1], "translate": [10, 20]}, "arcs": [[[0, 0], [2, 0], [0, 4]], [[0, 0], [0, 4], [2, 0]]],
            "objects": {"fields": {"geometries": [{"type": "Polygon", "id": "1", "arcs": [[0, -2]]}]}}}"#;
        assert_eq!(centres(json, "fields").unwrap()["1"], (22.0, 11.0));
    }

    #[test]
    fn a_ring_over_the_date_line_has_its_centre_there() {
        let (area, centre) = centroid(&[(178.0, 0.0), (-178.0, 0.0), (-178.0, 2.0), (178.0, 2.0)]).unwrap();
        assert_eq!((area, centre), (8.0, (1.0, -180.0)));
    }
}
