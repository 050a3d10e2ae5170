// Users of these keys; those that are not there are left out.
// parameters: $keys (list of distinct user keys)
// columns: key, revision
UNWIND $keys AS key
MATCH (u:User {key: key})
RETURN u.key AS key, coalesce(u.revision, 0) AS revision
