// Takes the embeddings of items away; tells how many of them were there.
// parameters: $keys (list of distinct item keys)
// columns: count
UNWIND $keys AS key
MATCH (i:Item {key: key})
REMOVE i.embedding, i.embeddingVersion
RETURN count(i) AS count
