// Adds interactions in batches grouped by user: some ten thousand a transaction. What is there already does not change,
// of one interaction with another weight the last wins, and each user who changed is counted.
// parameters: $rows (list of {userKey, interactions}, these a list of {itemKey, behavior, at, weight}; at in whole
//   milliseconds since 1970 UTC, 0 when unknown), $batch (a name to undo the load by)
// columns: written (interactions added or changed)
// :param rows => [{userKey: 'ada', interactions: [{itemKey: 'z', behavior: 'view', at: 5, weight: 2.0}]}]
// :param batch => 'november'
UNWIND $rows AS row
MERGE (u:User {key: row.userKey})
WITH u, row
UNWIND row.interactions AS x
MERGE (i:Item {key: x.itemKey})
MERGE (u)-[e:INTERACTED {behavior: x.behavior, at: toInteger(x.at)}]->(i)
  ON CREATE SET e.batch = $batch
WITH u, e, last(collect(toFloat(x.weight))) AS weight
WHERE e.weight IS NULL OR e.weight <> weight
SET e.weight = weight
WITH u, count(e) AS changes
SET u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp()
RETURN coalesce(sum(changes), 0) AS written;
