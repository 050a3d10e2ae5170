"""Metrics of RecBole 1.2.1 and scikit-learn on lists read from stdin as JSON; every figure at every cutoff to stdout."""

import json
import sys

import numpy as np
from recbole.evaluator import metrics
from sklearn.metrics import roc_auc_score

np.float = float  # an alias that RecBole 1.2.1 still uses
given = json.load(sys.stdin)
k = given["k"]
items = np.array(given["items"])  # [users, k]
relevant = [set(row) for row in given["relevant"]]
pos_len = np.array([len(row) for row in relevant])
pos_index = np.array([[item in row for item in places] for places, row in zip(items, relevant)])  # [users, k]
counts = {item: count for item, count in enumerate(given["counts"])}
topk = {"topk": [k], "metric_decimal_place": 12}


def info(metric, *arguments):
    return getattr(metrics, metric)(topk).metric_info(*arguments)


def auc(user):
    scores = np.array(given["scores"][user])
    candidates = [item for item in range(len(scores)) if item not in set(given["known"][user])]
    return roc_auc_score([item in relevant[user] for item in candidates], scores[candidates])


answer = {
    "recall": info("Recall", pos_index, pos_len).tolist(),
    "ndcg": info("NDCG", pos_index, pos_len).tolist(),
    "precision": info("Precision", pos_index).tolist(),
    "hit-rate": np.asarray(info("Hit", pos_index), dtype=float).tolist(),
    "mrr": info("MRR", pos_index).tolist(),
    "map": info("MAP", pos_index, pos_len).tolist(),
    "popularity": info("AveragePopularity", metrics.AveragePopularity(topk).get_pop(items, counts)).tolist(),
    "auc": [auc(user) for user in range(len(items))],
    "gini": [metrics.GiniIndex(topk).get_gini(items[:, :at], len(counts)) for at in range(1, k + 1)],
    "coverage": [metrics.ItemCoverage(topk).get_coverage(items[:, :at], len(counts)) for at in range(1, k + 1)],
}
json.dump(answer, sys.stdout)
