// Counts a change of each user and stamps it; a user who is not there yet comes to exist with revision 1.
// parameters: $keys (list of distinct user keys)
// columns: none
UNWIND $keys AS key
MERGE (u:User {key: key})
  ON CREATE SET u.revision = 1, u.changedAt = timestamp()
  ON MATCH SET u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp()
