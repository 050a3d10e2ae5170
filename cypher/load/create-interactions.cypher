// Adds interactions that are known to be new, between users and items that exist; each user is looked up once.
// parameters: $rows (list of [userKey, list of [itemKey, behavior, at, weight]]; lists are encoded faster than maps)
// columns: none
UNWIND $rows AS row
MATCH (u:User {key: row[0]})
UNWIND row[1] AS event
MATCH (i:Item {key: event[0]})
CREATE (u)-[:INTERACTED {behavior: event[1], at: toInteger(event[2]), weight: toFloat(event[3])}]->(i)
