// Users and items without a key that can be one, and keys that several of them have.
// parameters: $first (how many examples)
// columns: rule, total, examples
MATCH (n:User)
WHERE NOT coalesce(n.key STARTS WITH '', false) OR n.key = ''
WITH count(*) AS total, collect(elementId(n)) AS places
RETURN 'user-without-key' AS rule, total, places[..$first] AS examples
UNION ALL
MATCH (n:Item)
WHERE NOT coalesce(n.key STARTS WITH '', false) OR n.key = ''
WITH count(*) AS total, collect(elementId(n)) AS places
RETURN 'item-without-key' AS rule, total, places[..$first] AS examples
UNION ALL
MATCH (n:User)
WITH n.key AS key, count(*) AS nodes
WHERE nodes > 1 AND key STARTS WITH ''
WITH count(*) AS total, collect(key) AS places
RETURN 'user-key-repeated' AS rule, total, places[..$first] AS examples
UNION ALL
MATCH (n:Item)
WITH n.key AS key, count(*) AS nodes
WHERE nodes > 1 AND key STARTS WITH ''
WITH count(*) AS total, collect(key) AS places
RETURN 'item-key-repeated' AS rule, total, places[..$first] AS examples
