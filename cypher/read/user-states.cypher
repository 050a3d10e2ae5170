// Every user with what tells whether anything changed since an export, ascending by key.
// parameters: none
// columns: key, revision, changedAt (0 where it was never stamped)
MATCH (u:User)
RETURN u.key AS key, coalesce(u.revision, 0) AS revision, coalesce(u.changedAt, 0) AS changedAt
ORDER BY key
