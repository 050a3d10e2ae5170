// Adds the users of a CSV file with a header and a column userKey. Users come to exist with their interactions too: load
// them alone only where somebody is to be known who did nothing yet.
// parameters: $url ('file:///NAME' in the server's import folder, or https://…)
// columns: lines, created
// :param url => 'file:///users.csv'
LOAD CSV WITH HEADERS FROM $url AS line
CALL (line) {
  WITH line.userKey AS key
  WHERE size(key) > 0
  OPTIONAL MATCH (known:User {key: key})
  MERGE (u:User {key: key})
    ON CREATE SET u.revision = 0
  RETURN sum(CASE WHEN known IS NULL THEN 1 ELSE 0 END) AS created
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS lines, sum(created) AS created;
