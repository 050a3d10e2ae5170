// A page of users, ascending by key, with everything known of them but the embedding.
// parameters: $after (a key, '' for the first page), $first
// columns: key, revision, properties (key, revision, its stamp and attributes)
MATCH (u:User)
WHERE u.key > $after
WITH u ORDER BY u.key LIMIT $first
RETURN u.key AS key, coalesce(u.revision, 0) AS revision, u {.*, embedding: null, embeddingVersion: null} AS properties
ORDER BY key
