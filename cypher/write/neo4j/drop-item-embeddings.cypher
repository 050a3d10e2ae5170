// Takes embeddings of other snapshots away, the first so many; tells how many.
// parameters: $version, $first
// columns: count
MATCH (i:Item)
WHERE i.embeddingVersion <> $version
WITH i LIMIT $first
REMOVE i.embedding, i.embeddingVersion
RETURN count(i) AS count
