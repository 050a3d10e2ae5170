// All interactions of these users as aligned columns, in no order; a user without any has empty ones.
// User by user, so that rows stream: grouping by key would hold all of them before it answers the first.
// parameters: $keys (list of distinct user keys), $behaviors (empty: all)
// columns: key, revision, itemKeys, behaviors, at, weights
UNWIND $keys AS key
MATCH (u:User {key: key})
USING INDEX SEEK u:User(key)
CALL {
  WITH u
  MATCH (u)-[e:INTERACTED]->(i:Item)
  WHERE size($behaviors) = 0 OR e.behavior IN $behaviors
  RETURN collect(i.key) AS itemKeys, collect(e.behavior) AS behaviors, collect(e.at) AS at, collect(e.weight) AS weights
}
RETURN u.key AS key, coalesce(u.revision, 0) AS revision, itemKeys, behaviors, at, weights
