// Keys of items that hold embeddings of a snapshot.
// parameters: $version
// columns: key
MATCH (i:Item)
WHERE i.embeddingVersion = $version
RETURN i.key AS key
