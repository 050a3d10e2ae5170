// Users without interactions whom nothing describes, and items without interactions.
// parameters: $first (how many examples)
// columns: rule, total, examples (keys)
MATCH (n:User)
WHERE n.key STARTS WITH '' AND NOT EXISTS { (n)-[:INTERACTED]->() }
  AND all(name IN keys(n) WHERE name IN ['key', 'revision', 'changedAt', 'embedding', 'embeddingVersion'])
WITH count(*) AS total, collect(n.key) AS places
RETURN 'user-orphan' AS rule, total, places[..$first] AS examples
UNION ALL
MATCH (n:Item)
WHERE n.key STARTS WITH '' AND NOT EXISTS { (n)<-[:INTERACTED]-() }
WITH count(*) AS total, collect(n.key) AS places
RETURN 'item-orphan' AS rule, total, places[..$first] AS examples
