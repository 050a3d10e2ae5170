// What is stored already between each user and the named items; tells what an upsert creates from what it changes.
// Planned while the graph is empty, as at the start of a load, it would read every user for each row but for the hint.
// parameters: $rows (list of {userKey, itemKeys}; empty itemKeys mean every item of the user)
// columns: userKey, itemKey, behavior, at, weight, elementId (valid in this transaction only)
UNWIND $rows AS row
MATCH (u:User {key: row.userKey})-[e:INTERACTED]->(i:Item)
USING INDEX SEEK u:User(key)
WHERE size(row.itemKeys) = 0 OR i.key IN row.itemKeys
RETURN u.key AS userKey, i.key AS itemKey, e.behavior AS behavior, e.at AS at, e.weight AS weight,
       elementId(e) AS elementId
