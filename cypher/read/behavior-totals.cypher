// For each behavior the number of interactions and their span of time, by behavior; times are null where none is known.
// parameters: none
// columns: behavior, total, firstAt, lastAt
MATCH (:User)-[e:INTERACTED]->(:Item)
WITH e.behavior AS behavior, CASE WHEN e.at <> 0 THEN e.at END AS at
RETURN behavior, count(*) AS total, min(at) AS firstAt, max(at) AS lastAt
ORDER BY behavior
