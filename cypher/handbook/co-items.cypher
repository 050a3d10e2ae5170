// Which items share most users with an item: "who met this also met".
// parameters: $itemKey, $first
// columns: itemKey, title, shared
// :param itemKey => 'x'
// :param first => 20
MATCH (i:Item {key: $itemKey})<-[:INTERACTED]-(u:User)
WITH DISTINCT i, u
MATCH (u)-[:INTERACTED]->(other:Item)
WHERE other <> i
WITH other, count(DISTINCT u) AS shared
RETURN other.key AS itemKey, other.title AS title, shared
ORDER BY shared DESC, itemKey
LIMIT $first;
