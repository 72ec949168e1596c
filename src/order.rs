//! Sorting that is compiled once.
//!
//! The sort of the standard library is compiled anew for every type, some 5 KB of WebAssembly each. This one sorts positions,
//! whatever they are of; the page loads sooner for it. What reads a pack sorts with the standard library, which is faster.

use std::cmp::Ordering;

/// Sorts `items` by `key`; equal ones keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts `items` by `compare`; equal ones keep their order.
pub(crate) fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let Some(order) = sorted(items.len(), &|a, b| compare(&items[a], &items[b])) else { return };
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots[at].take()));
}

/// The positions below `len` in the order of `compare`; `None` where they are so already.
fn sorted(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    if (1..len).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return None;
    }
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    Some(order)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(numbers in prop::collection::vec(0u8..20, 0..60)) {
            let items: Vec<(u8, usize)> = numbers.into_iter().enumerate().map(|(at, n)| (n, at)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            super::by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
