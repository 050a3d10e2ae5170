// Embeddings that items hold, of whatever snapshot.
// parameters: none
// columns: key, embedding
MATCH (i:Item)
WHERE i.embedding IS NOT NULL
RETURN i.key AS key, i.embedding AS embedding
