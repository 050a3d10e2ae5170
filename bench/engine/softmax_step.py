"""The user-batch softmax step of src/models/gcn/sampled-softmax.ts with numpy and scipy, one line of JSON a step, for
ever. Arguments: the training file of the split, threads.

As fast as these libraries go: products in halves of rows on a pool of threads, into arrays that stay, the addend added
by the product itself; dense products in numpy's BLAS; Adam in place, in halves.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy
import scipy.sparse as sp
from scipy.sparse import _sparsetools
from threadpoolctl import threadpool_info, threadpool_limits

train_file, threads = sys.argv[1], int(sys.argv[2])
threadpool_limits(threads)
pool = ThreadPoolExecutor(threads)
LAYERS, WIDTH, BATCH, SAMPLE, TEMPERATURE = 3, 64, 512, 4096, 0.25
LEARNING_RATE, BETA1, BETA2, EPSILON, TINY = 0.02, 0.9, 0.99, 1e-8, 1e-12

rows, columns = [], []
with open(train_file) as lines:
    for line in lines:
        user, *items = map(int, line.split())
        rows += [user] * len(items)
        columns += items
interactions = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), dtype=np.float32)
interactions.sort_indices()
users, items = interactions.shape
nodes = users + items
adjacency = sp.bmat([[None, interactions], [interactions.T, None]], format="csr", dtype=np.float32)
scale = 1 / np.sqrt(np.maximum(np.asarray(adjacency.sum(1)).ravel(), 1))
adjacency = (sp.diags(scale) @ adjacency @ sp.diags(scale)).tocsr().astype(np.float32)
adjacency.sort_indices()


def shares_of_work(weights):
    """Bounds of `threads` slices of equal weight."""
    total = np.cumsum(weights)
    return [0, *np.searchsorted(total, total[-1] * np.arange(1, threads) / threads), len(weights)]


bounds = shares_of_work(np.diff(adjacency.indptr))
slices = [adjacency[start:end] for start, end in zip(bounds, bounds[1:])]


def on_slices(work):
    list(pool.map(lambda at: work(at, slice(bounds[at], bounds[at + 1])), range(threads)))


def multiply(dense, addend, product):
    def work(at, part):
        half = slices[at]
        product[part] = addend[part]
        _sparsetools.csr_matvecs(
            half.shape[0], nodes, WIDTH, half.indptr, half.indices, half.data, dense.ravel(), product[part].ravel()
        )

    on_slices(work)


def mean_of_layers(x, share, buffers):
    np.multiply(x, np.float32(1 / (LAYERS + 1)), out=share)
    total = share
    for layer in range(LAYERS):
        multiply(total, share, buffers[layer % 2])
        total = buffers[layer % 2]
    return total


random = np.random.default_rng(1)
table = random.standard_normal((nodes, WIDTH), np.float32)
mean, square, share, gradient = (np.zeros_like(table) for _ in range(4))
buffers = [np.zeros_like(table), np.zeros_like(table)]
scratch = np.zeros_like(table)
slot = np.full(items, -1)
mask = np.zeros((BATCH, SAMPLE), np.float32)


def objective(embeddings, batch):
    """Writes the slope with respect to the embeddings to `gradient`."""
    starts, ends = interactions.indptr[batch], interactions.indptr[batch + 1]
    counts = ends - starts
    place = np.repeat(np.arange(len(batch)), counts)
    edges = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(starts, counts)
    positive = interactions.indices[edges]
    sample = random.choice(items, SAMPLE, replace=False, shuffle=False)
    slot[sample] = np.arange(SAMPLE)
    taken = slot[positive]
    slot[sample] = -1
    own = place[taken >= 0], taken[taken >= 0]
    mask[own] = -1e9

    vectors = embeddings[batch]
    norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)
    directions = vectors / norms
    queries = directions / np.float32(TEMPERATURE)
    positives = embeddings[users + positive]
    sampled = embeddings[users + sample]
    edge_queries = queries[place]
    positive_scores = np.einsum("ed,ed->e", edge_queries, positives)
    scores = queries @ sampled.T
    scores += mask[: len(batch)]
    mask[own] = 0
    highest = scores.max(1, keepdims=True)
    scores -= highest
    np.exp(scores, out=scores)
    sums = scores.sum(1, keepdims=True)
    scores /= sums
    log_others = (highest + np.log(sums)).ravel() + np.float32(np.log(items / SAMPLE))
    margins = log_others[place] - positive_scores
    part = np.float32(1 / len(place))
    loss = part * np.logaddexp(0, margins).sum()
    pull = part / (1 + np.exp(-margins))
    push = np.bincount(place, pull, len(batch)).astype(np.float32)[:, None]
    first = np.cumsum(counts) - counts
    pulled = np.add.reduceat(positives * pull[:, None], first, axis=0)
    to_sample = scores.T @ (queries * push)
    to_queries = (scores @ sampled) * push - pulled
    to_users = (to_queries - directions * (to_queries * directions).sum(1, keepdims=True)) / (norms * TEMPERATURE)

    gradient[:] = 0
    gradient[batch] = to_users
    gradient[users + sample] = to_sample
    targets = sp.csr_matrix(
        (-pull, (users + positive, place)), shape=(nodes, len(batch)), dtype=np.float32
    )  # positives of many users add up
    hit = np.unique(positive) + users
    gradient[hit] += targets[hit] @ queries
    return loss


def adam(slope_of_table, step):
    rate = LEARNING_RATE / (1 - BETA1**step)
    root = 1 / np.sqrt(1 - BETA2**step)

    def work(_, part):
        slope, m, v, free = (array[part] for array in (slope_of_table, mean, square, scratch))
        m *= np.float32(BETA1)
        np.multiply(slope, np.float32(1 - BETA1), out=free)
        m += free
        v *= np.float32(BETA2)
        np.multiply(slope, slope, out=free)
        free *= np.float32(1 - BETA2)
        v += free
        np.sqrt(v, out=free)
        free *= np.float32(root)
        free += np.float32(EPSILON)
        np.divide(m, free, out=free)
        free *= np.float32(rate)
        table[part] -= free

    on_slices(work)


blas = ", ".join(sorted({f"{info['internal_api']} {info.get('architecture', '')}".strip() for info in threadpool_info()}))
about = f"numpy {np.__version__}, scipy {scipy.__version__}, {blas}, {threads} threads"
print(json.dumps({"ready": about}), flush=True)
step = 0
while True:
    for batch in np.array_split(random.permutation(users), users // BATCH + 1):
        started = time.perf_counter()
        step += 1
        loss = objective(mean_of_layers(table, share, buffers), batch)
        slope_of_table = mean_of_layers(gradient, share, buffers)
        adam(slope_of_table, step)
        assert np.isfinite(loss)
        print(json.dumps({"ms": (time.perf_counter() - started) * 1000}), flush=True)
