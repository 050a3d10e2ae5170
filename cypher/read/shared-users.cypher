// For each item every item that one of the same users interacted with (the item too), with the number of such users.
// parameters: $keys (list of distinct item keys)
// columns: key, otherKeys, shared (aligned with otherKeys)
UNWIND $keys AS key
MATCH (i:Item {key: key})<-[:INTERACTED]-(u:User)
WITH DISTINCT key, u
MATCH (u)-[:INTERACTED]->(other:Item)
WITH key, other, count(DISTINCT u) AS common
RETURN key, collect(other.key) AS otherKeys, collect(common) AS shared
