// For each user the first interactions after a position: newest first, then item key, then behavior.
// parameters: $keys (list of distinct user keys), $behaviors (empty: all), $first,
//   $at, $itemKey, $behavior (the position, exclusive)
// columns: userKey, itemKey, behavior, at, weight
UNWIND $keys AS key
CALL {
  WITH key
  MATCH (u:User {key: key})-[e:INTERACTED]->(i:Item)
  WHERE (size($behaviors) = 0 OR e.behavior IN $behaviors)
    AND (e.at < $at OR (e.at = $at AND (i.key > $itemKey OR (i.key = $itemKey AND e.behavior > $behavior))))
  RETURN i.key AS itemKey, e.behavior AS behavior, e.at AS at, e.weight AS weight
  ORDER BY at DESC, itemKey, behavior
  LIMIT $first
}
RETURN key AS userKey, itemKey, behavior, at, weight
ORDER BY userKey, at DESC, itemKey, behavior
