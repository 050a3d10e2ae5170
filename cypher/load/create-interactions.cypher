// Adds interactions that are known to be new, between users and items that exist.
// parameters: $rows (list of [userKey, itemKey, behavior, at, weight]; lists are encoded faster than maps)
// columns: none
UNWIND $rows AS row
MATCH (u:User {key: row[0]})
MATCH (i:Item {key: row[1]})
CREATE (u)-[:INTERACTED {behavior: row[2], at: toInteger(row[3]), weight: toFloat(row[4])}]->(i)
