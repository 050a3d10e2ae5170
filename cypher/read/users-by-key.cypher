// Users of these keys with everything known of them but the embedding; those that are not there are left out.
// parameters: $keys (list of distinct user keys)
// columns: key, revision, properties (key, revision, its stamp and attributes)
UNWIND $keys AS key
MATCH (u:User {key: key})
RETURN u.key AS key, coalesce(u.revision, 0) AS revision, u {.*, embedding: null, embeddingVersion: null} AS properties
