// A page of users, ascending by key.
// parameters: $after (a key, '' for the first page), $first
// columns: key, revision
MATCH (u:User)
WHERE u.key > $after
RETURN u.key AS key, coalesce(u.revision, 0) AS revision
ORDER BY key
LIMIT $first
