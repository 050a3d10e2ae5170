// Removes users with all their interactions from the graph. Snapshots keep what they learned: ask the API's eraseUser for
// those, which erases here too.
// parameters: $keys (list of user keys)
// columns: erased
// :param keys => ['ada']
MATCH (u:User)
WHERE u.key IN $keys
DETACH DELETE u
RETURN count(*) AS erased;
