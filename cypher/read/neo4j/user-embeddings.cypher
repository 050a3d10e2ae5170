// Embeddings that users hold, of whatever snapshot.
// parameters: none
// columns: key, embedding
MATCH (u:User)
WHERE u.embedding IS NOT NULL
RETURN u.key AS key, u.embedding AS embedding
