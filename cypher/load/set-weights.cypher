// Gives known interactions a new weight, in one walk over each user's.
// parameters: $rows (list of {userKey, weights}; weights map an elementId of this transaction to a weight)
// columns: none
UNWIND $rows AS row
MATCH (u:User {key: row.userKey})-[e:INTERACTED]->(:Item)
WITH e, row.weights[elementId(e)] AS weight
WHERE weight IS NOT NULL
SET e.weight = toFloat(weight)
