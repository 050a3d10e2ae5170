// For each user the first interactions after a position: newest first, then item key, then behavior.
// Neo4j orders stored texts by code point, and a stored one against a parameter by UTF-16: so the position is looked up,
// and not by index, which would answer the parameter in place of what is stored.
// parameters: $keys (list of distinct user keys), $behaviors (empty: all), $first,
//   $at, $itemKey, $behavior (the position, exclusive)
// columns: userKey, itemKey, behavior, at, weight
UNWIND $keys AS key
CALL {
  WITH key
  MATCH (u:User {key: key})
  OPTIONAL MATCH (u)-[last:INTERACTED {at: $at, behavior: $behavior}]->(lastItem:Item)
    WHERE toString(lastItem.key) = $itemKey
  WITH u, coalesce(max(lastItem.key), $itemKey) AS lastKey, coalesce(max(last.behavior), $behavior) AS lastBehavior
  MATCH (u)-[e:INTERACTED]->(i:Item)
  WHERE (size($behaviors) = 0 OR e.behavior IN $behaviors)
    AND (e.at < $at OR (e.at = $at AND (i.key > lastKey OR (i.key = lastKey AND e.behavior > lastBehavior))))
  RETURN i.key AS itemKey, e.behavior AS behavior, e.at AS at, e.weight AS weight
  ORDER BY at DESC, itemKey, behavior
  LIMIT $first
}
RETURN key AS userKey, itemKey, behavior, at, weight
ORDER BY userKey, at DESC, itemKey, behavior
