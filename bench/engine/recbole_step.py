"""Steps of RecBole's LightGCN on Gowalla, one line of JSON each, for ever. Argument: the training file of the split.

Its own dataset, sampler, data loader and model; the loop is that of its trainer, without the log.
"""

import json
import os
import sys
import tempfile
import time

import torch

train_file, threads = sys.argv[1], int(sys.argv[2])
sys.argv = sys.argv[:1]  # RecBole reads it too
torch.set_num_threads(threads)

from recbole.config import Config
from recbole.data import create_dataset
from recbole.data.dataloader import TrainDataLoader
from recbole.model.general_recommender.lightgcn import LightGCN
from recbole.sampler import Sampler

with tempfile.TemporaryDirectory() as root:
    os.mkdir(os.path.join(root, "gowalla"))
    with open(train_file) as source, open(os.path.join(root, "gowalla", "gowalla.inter"), "w") as target:
        target.write("user_id:token\titem_id:token\n")
        for line in source:
            user, *items = line.split()
            target.writelines(f"{user}\t{item}\n" for item in items)
    config = Config(
        model="LightGCN",
        dataset="gowalla",
        config_dict={
            "data_path": root,
            "load_col": {"inter": ["user_id", "item_id"]},
            "embedding_size": 64,
            "n_layers": 3,
            "reg_weight": 1e-4,
            "train_batch_size": 2048,
            "learning_rate": 0.001,
            "use_gpu": False,
        },
    )
    dataset = create_dataset(config)

dataset._change_feat_format()  # what its build() does before it splits
sampler = Sampler(["train"], [dataset]).set_phase("train")
loader = TrainDataLoader(config, dataset, sampler, shuffle=True)
model = LightGCN(config, dataset)
optimizer = torch.optim.Adam(model.parameters(), lr=config["learning_rate"])
about = f"RecBole 1.2.1, torch {torch.__version__}, {torch.get_num_threads()} threads"
print(json.dumps({"ready": about}), flush=True)

while True:
    started = time.perf_counter()
    for batch in loader:
        optimizer.zero_grad()
        model.calculate_loss(batch).backward()
        optimizer.step()
        ended = time.perf_counter()
        print(json.dumps({"ms": (ended - started) * 1000}), flush=True)
        started = ended
