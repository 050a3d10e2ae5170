// For each user everyone who interacted with one of the same items (the user too), with the number of such items.
// parameters: $keys (list of distinct user keys)
// columns: key, otherKeys, shared (aligned with otherKeys)
UNWIND $keys AS key
MATCH (u:User {key: key})-[:INTERACTED]->(i:Item)
WITH DISTINCT key, i
MATCH (i)<-[:INTERACTED]-(other:User)
WITH key, other, count(DISTINCT i) AS common
RETURN key, collect(other.key) AS otherKeys, collect(common) AS shared
