// Items that most users met since a moment; items met at an unknown time count from the beginning only.
// parameters: $since (milliseconds, 0 for ever), $first
// columns: itemKey, title, users
// :param since => 0
// :param first => 20
MATCH (u:User)-[e:INTERACTED]->(i:Item)
WHERE e.at >= $since
WITH i, count(DISTINCT u) AS users
RETURN i.key AS itemKey, i.title AS title, users
ORDER BY users DESC, itemKey
LIMIT $first;
