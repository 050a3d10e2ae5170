// All interactions of these users as aligned columns, in no order; users without any are left out.
// parameters: $keys (list of distinct user keys), $behaviors (empty: all)
// columns: key, revision, itemKeys, behaviors, at, weights
UNWIND $keys AS key
MATCH (u:User {key: key})-[e:INTERACTED]->(i:Item)
WHERE size($behaviors) = 0 OR e.behavior IN $behaviors
RETURN u.key AS key, coalesce(u.revision, 0) AS revision,
       collect(i.key) AS itemKeys, collect(e.behavior) AS behaviors, collect(e.at) AS at, collect(e.weight) AS weights
