//! How far apart two points of the Earth are.

/// The square of the distance in kilometres between two points in degrees north and east.
///
/// The Earth is taken as flat around the middle latitude: right within one per cent for a few hundred kilometres away from the
/// poles. Only exact operations, so that all machines agree.
pub(crate) fn squared(one: (f64, f64), other: (f64, f64)) -> f64 {
    let middle = (one.0 + other.0) / 2.0;
    let turn = (one.1 - other.1).abs();
    let turn = if turn > 180.0 { 360.0 - turn } else { turn };
    // Bhaskara's cosine is within 0.002 of the true one.
    let square = middle * middle;
    let east = turn * (32_400.0 - 4.0 * square) / (32_400.0 + square);
    let north = one.0 - other.0;
    (north * north + east * east) * (111.2 * 111.2)
}

#[cfg(test)]
mod tests {
    use super::squared;

    #[test]
    fn known_distances_are_found() {
        for (one, other, kilometres) in [
            ((48.85, 2.35), (51.51, -0.13), 344.0),      // Paris, London
            ((66.08, -173.0), (65.6, 168.0), 871.0),     // across the date line
            ((-33.87, 151.21), (-37.81, 144.96), 714.0), // Sydney, Melbourne
            ((10.0, 20.0), (11.0, 20.0), 111.2),
            ((1.0, 1.0), (1.0, 1.0), 0.0),
        ] {
            let found = squared(one, other).sqrt();
            assert!((found - kilometres).abs() <= kilometres * 0.02, "{one:?} {other:?}: {found}");
        }
    }
}
