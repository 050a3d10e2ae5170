// Takes away the interactions that a load added, by the name it was given; weights that it changed stay changed. Users and
// items that only it brought stay, without interactions: remove-orphans takes them.
// parameters: $batch
// columns: removed
// :param batch => 'november'
MATCH (u:User)-[e:INTERACTED]->(:Item)
WHERE e.batch = $batch
CALL (u, e) {
  DELETE e
  SET u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp()
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS removed;
