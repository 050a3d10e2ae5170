// Every user key, ascending.
// parameters: none
// columns: key
MATCH (u:User)
RETURN u.key AS key
ORDER BY key
