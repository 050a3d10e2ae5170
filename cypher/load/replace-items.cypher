// Gives each item exactly these properties beside its embedding; an item that is not there yet comes to exist.
// parameters: $rows (list of {key, properties}; properties hold the key too)
// columns: none
UNWIND $rows AS row
MERGE (i:Item {key: row.key})
WITH i, row, i.embedding AS embedding, i.embeddingVersion AS embeddingVersion
SET i = row.properties
SET i.embedding = embedding, i.embeddingVersion = embeddingVersion
