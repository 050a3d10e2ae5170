// How many distinct items each user interacted with; users without any are left out.
// parameters: $keys (list of distinct user keys)
// columns: key, count
UNWIND $keys AS key
MATCH (u:User {key: key})-[:INTERACTED]->(i:Item)
RETURN key, count(DISTINCT i) AS count
