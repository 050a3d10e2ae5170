// Takes away the interactions of a span of time, however they were loaded.
// parameters: $from (milliseconds, included), $until (excluded)
// columns: removed
// :param from => 1764028800000
// :param until => 1764115200000
MATCH (u:User)-[e:INTERACTED]->(:Item)
WHERE $from <= e.at < $until
CALL (u, e) {
  DELETE e
  SET u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp()
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS removed;
