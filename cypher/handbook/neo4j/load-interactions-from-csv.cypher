// Adds the interactions of a CSV file with a header: userKey, itemKey and, if it has them, behavior, at (whole
// milliseconds since 1970 UTC, or ISO 8601) and weight. Commits every 10,000 lines: what was cut off or failed is mended
// by running it again, which changes nothing that is there. A weight that differs replaces the one before it.
// parameters: $url ('file:///NAME' in the server's import folder, or https://…), $batch (a name to undo the load by)
// columns: lines, taken, written (added or changed), rejected (check-interactions-csv says which)
// :param url => 'file:///interactions.csv'
// :param batch => 'november'
LOAD CSV WITH HEADERS FROM $url AS line
CALL (line) {
  WITH line,
       CASE coalesce(line.behavior, '') WHEN '' THEN 'interacted' ELSE line.behavior END AS behavior,
       CASE
         WHEN coalesce(line.at, '') = '' THEN 0
         WHEN line.at =~ '-?[0-9]{1,15}' THEN toInteger(line.at)
         WHEN line.at =~ '[0-9]{4}-[0-9]{2}-[0-9]{2}T.+' THEN datetime(line.at).epochMillis
       END AS at,
       CASE coalesce(line.weight, '') WHEN '' THEN 1.0 ELSE toFloat(line.weight) END AS weight
  WHERE 0 < size(line.userKey) <= 512 AND 0 < size(line.itemKey) <= 512 AND size(behavior) <= 64
    AND at IS NOT NULL AND 0.0 < weight < 1.0 / 0.0
  MERGE (u:User {key: line.userKey})
  MERGE (i:Item {key: line.itemKey})
  MERGE (u)-[e:INTERACTED {behavior: behavior, at: at}]->(i)
    ON CREATE SET e.batch = $batch
  WITH u, e, weight, e.weight IS NULL OR e.weight <> weight AS isChange
  FOREACH (_ IN CASE WHEN isChange THEN [1] ELSE [] END |
    SET e.weight = weight, u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp())
  RETURN count(*) AS taken, sum(CASE WHEN isChange THEN 1 ELSE 0 END) AS written
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS lines, sum(taken) AS taken, sum(written) AS written, count(*) - sum(taken) AS rejected;
