// Takes embeddings of other snapshots away, the first so many; tells how many.
// parameters: $version, $first
// columns: count
MATCH (u:User)
WHERE u.embeddingVersion <> $version
WITH u LIMIT $first
REMOVE u.embedding, u.embeddingVersion
RETURN count(u) AS count
