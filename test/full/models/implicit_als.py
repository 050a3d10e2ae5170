"""ALS of implicit on pairs and starting factors read from stdin as JSON; factors after so many iterations to stdout."""

import json
import sys

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix

given = json.load(sys.stdin)
shape = (given["rows"], given["columns"])
# Its confidence in a pair is alpha times the value, where Hu et al. and Edgewise have 1 + alpha times the weight.
confidence = np.array(given["values"]) * given["alpha"] + 1
matrix = csr_matrix((confidence.astype(np.float32), given["indices"], given["indptr"]), shape=shape)
model = AlternatingLeastSquares(
    factors=given["dimensions"],
    regularization=given["regularization"],
    alpha=1,
    iterations=given["iterations"],
    num_threads=1,
)
model.user_factors = np.array(given["users"], dtype=np.float32).reshape(shape[0], -1)
model.item_factors = np.array(given["items"], dtype=np.float32).reshape(shape[1], -1)
model.fit(matrix, show_progress=False)
json.dump({"users": model.user_factors.ravel().tolist(), "items": model.item_factors.ravel().tolist()}, sys.stdout)
