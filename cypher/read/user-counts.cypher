// How many distinct users interacted with each item; items without any are left out.
// parameters: $keys (list of distinct item keys)
// columns: key, count
UNWIND $keys AS key
MATCH (i:Item {key: key})<-[:INTERACTED]-(u:User)
RETURN key, count(DISTINCT u) AS count
