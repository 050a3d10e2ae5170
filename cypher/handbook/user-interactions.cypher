// What a user did, newest first.
// parameters: $userKey, $first
// columns: itemKey, title, behavior, at (milliseconds, 0 when unknown), weight
// :param userKey => 'ada'
// :param first => 20
MATCH (:User {key: $userKey})-[e:INTERACTED]->(i:Item)
RETURN i.key AS itemKey, i.title AS title, e.behavior AS behavior, e.at AS at, e.weight AS weight
ORDER BY at DESC, itemKey, behavior
LIMIT $first;
