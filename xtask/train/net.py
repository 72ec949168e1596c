"""Trains the small network of the names pack.

usage: net.py FOLDER PASSES [SEED]

Reads the columns that `cargo xtask train names` writes into FOLDER and writes FOLDER/net.bin. The network is that of
src/mention/net.rs, trained as the unary scores of a conditional random field: each token may have several tags, and the
loss is how unlikely all paths through them are.
"""

import sys
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

FOLDER, PASSES = Path(sys.argv[1]), int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 0
LENGTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 48, 96]  # stretches are padded to the next of these
TOKENS = 1536  # in a batch
RATE = 2e-3
DROPOUT = 0.4  # of the numbers of both layers
UNKNOWN = 0.1  # of the words lose their sense, so that words without one are read as well
AXES = 48  # of the senses' vectors
MOST = 1023 / 32  # what a number of a layer can be at most


def column(name, kind):
    return np.fromfile(FOLDER / f"{name}.bin", kind)


ROWS, WIDTH, HIDDEN, SECOND, SLOTS, MARKS, TAGS, CLASSES, WIDEST = column("sizes", "<u4")
forms = column("forms", "<u2").reshape(-1, WIDEST).astype(np.int32)
windows = column("windows", "<u4").reshape(-1, SLOTS).astype(np.int32)
marks = column("marks", "<u8")
classes = column("classes", "u1").astype(np.int32)
masks = column("masks", "<u2")
starts = column("starts", "<u4").astype(np.int64)
weights = column("weights", "<f4")
ends = np.append(starts[1:], len(masks))
lengths = ends - starts
random = np.random.default_rng(SEED)


def axes():
    """The senses' vectors on the axes along which they differ most, the first row for words without a sense."""
    vectors = column("senses", "<f4").reshape(-1, 300)
    vectors = vectors - vectors.mean(0)
    _, _, turn = np.linalg.svd(vectors, full_matrices=False)
    turned = (vectors @ turn.T)[:, :AXES]
    return np.vstack([np.zeros((1, AXES)), turned / turned.std()]).astype(np.float32)


SENSES = jnp.array(axes())
KNOWN = len(SENSES)  # the first rows of the table of words are those of senses
FORMS = jnp.array(forms)


def start():
    def normal(*shape, scale=0.1):
        return jnp.array(random.normal(size=shape) * scale, jnp.float32)

    return dict(
        senses=normal(AXES, WIDTH),
        none=normal(WIDTH),
        words=normal(ROWS - KNOWN, WIDTH),
        first=normal(SLOTS, WIDTH, HIDDEN, scale=1 / np.sqrt(WIDTH * 3)),
        marks=normal(MARKS, HIDDEN),
        bias=jnp.zeros(HIDDEN),
        second=normal(HIDDEN, SECOND, scale=1 / np.sqrt(HIDDEN)),
        second_bias=jnp.zeros(SECOND),
        from_first=normal(HIDDEN, TAGS, scale=0.05),
        from_second=normal(SECOND, TAGS, scale=1 / np.sqrt(SECOND)),
        tag_bias=jnp.zeros(TAGS),
        steps=jnp.zeros((CLASSES, TAGS, TAGS)),
    )


# The table of words as the pack holds it, and a last row of zeros for padding.
def table(p):
    senses = (SENSES @ p["senses"]).at[0].set(p["none"])
    return jnp.concatenate([senses, p["words"], jnp.zeros((1, WIDTH))])


def layer(x):
    return jnp.clip(x, 0, MOST)


def scores(p, window, bits, key):
    rows = FORMS[window]
    drop_sense, drop_first, drop_second = jax.random.split(key, 3)
    sense = rows[..., 0] * jax.random.bernoulli(drop_sense, 1 - UNKNOWN, window.shape)
    rows = rows.at[..., 0].set(jnp.where(rows[..., 0] < KNOWN, sense, rows[..., 0]))
    words = layer(table(p)[rows].sum(-2))
    first = layer(jnp.einsum("blpw,pwh->blh", words, p["first"]) + bits @ p["marks"] + p["bias"])
    first *= jax.random.bernoulli(drop_first, 1 - DROPOUT, first.shape) / (1 - DROPOUT)
    second = layer(first @ p["second"] + p["second_bias"])
    second *= jax.random.bernoulli(drop_second, 1 - DROPOUT, second.shape) / (1 - DROPOUT)
    return first @ p["from_first"] + second @ p["from_second"] + p["tag_bias"]


def steps_allowed():
    """A name goes on only with its own kind: tag 0 is outside, then beginning and inside of each kind."""
    allowed = np.zeros((TAGS, TAGS), np.float32)
    for before in range(TAGS):
        for tag in range(2, TAGS, 2):
            if before == 0 or (before - 1) // 2 != (tag - 1) // 2:
                allowed[before, tag] = -1e9
    return jnp.array(allowed)


ALLOWED = steps_allowed()


def total(unary, steps, valid):
    """The logarithm of the sum over all paths; the tag before the first is outside."""

    def step(sums, here):
        unary, steps, valid = here
        more = jax.nn.logsumexp(sums[:, :, None] + steps, axis=1) + unary
        return jnp.where(valid[:, None], more, sums), None

    sums = unary[:, 0] + steps[:, 0, 0]
    rest = [jnp.swapaxes(column[:, 1:], 0, 1) for column in (unary, steps, valid)]
    sums, _ = jax.lax.scan(step, sums, rest)
    return jax.nn.logsumexp(sums, axis=1)


def loss(p, batch, key):
    window, bits, kinds, mask, valid, weight = batch
    unary = scores(p, window, bits, key)
    steps = p["steps"][kinds] + ALLOWED
    lost = total(unary, steps, valid) - total(unary + jnp.where(mask, 0, -1e9), steps, valid)
    lost = jnp.where(lost < 1e6, lost, 0)  # no path fits the annotation
    decay = sum((p[name] ** 2).sum() for name in ("first", "second", "from_first", "from_second", "senses"))
    return (lost * weight).mean() / 2 + 1e-5 * decay


@jax.jit
def learn(p, means, squares, count, batch, key, rate):
    """One step of Adam."""
    lost, slope = jax.value_and_grad(loss)(p, batch, key)
    means = jax.tree.map(lambda m, s: 0.9 * m + 0.1 * s, means, slope)
    squares = jax.tree.map(lambda q, s: 0.999 * q + 0.001 * s * s, squares, slope)
    down = lambda v, m, q: v - rate * m / (1 - 0.9**count) / (jnp.sqrt(q / (1 - 0.999**count)) + 1e-8)
    return jax.tree.map(down, p, means, squares), means, squares, lost


def batches():
    """Stretches of like length together, in a random order."""
    found = []
    for low, high in zip([0] + LENGTHS, LENGTHS):
        those = np.where((lengths > low) & (lengths <= high))[0]
        size = max(1, TOKENS // high)
        those = random.permutation(those)
        for at in range(0, len(those), size):
            some = those[at : at + size]
            if len(some) < size:  # one shape a length, so that each is compiled once
                some = np.append(some, random.choice(those, size - len(some)))
            found.append((high, some))
    return [found[at] for at in random.permutation(len(found))]


def batch(length, some):
    at = starts[some][:, None] + np.arange(length)
    valid = at < ends[some][:, None]
    at = np.minimum(at, ends[some][:, None] - 1)
    bits = (marks[at][..., None] >> np.arange(MARKS, dtype=np.uint64)) & np.uint64(1)
    mask = (masks[at][..., None] >> np.arange(TAGS, dtype=np.uint16)) & 1 == 1
    return windows[at], bits.astype(np.float32), classes[at], mask, valid, weights[some]


def train():
    p = start()
    means = squares = jax.tree.map(jnp.zeros_like, p)
    key = jax.random.PRNGKey(SEED)
    count, begun = 0, time.time()
    for turn in range(PASSES):
        lost = 0.0
        todo = batches()
        for index, (length, some) in enumerate(todo):
            count += 1
            done = (turn + index / len(todo)) / PASSES
            key, now = jax.random.split(key)
            rate = RATE * min(1, count / 200) * (1 - done)
            p, means, squares, here = learn(p, means, squares, count, batch(length, some), now, rate)
            lost += float(here)
        print(f"pass {turn + 1}: loss {lost / len(todo):.4f}, {time.time() - begun:.0f} s", file=sys.stderr, flush=True)
    return p


def save(p):
    turned = [
        table(p)[:-1],
        jnp.swapaxes(p["first"], 1, 2),
        p["marks"],
        p["bias"],
        p["second"].T,
        p["second_bias"],
        p["from_first"].T,
        p["from_second"].T,
        p["tag_bias"],
        p["steps"],
    ]
    with open(FOLDER / "net.bin", "wb") as out:
        for numbers in turned:
            out.write(np.asarray(numbers, "<f4").tobytes())


save(train())
