// Relationships of the type that do not lead from a user to an item.
// parameters: $first (how many examples)
// columns: rule, total, examples (internal ids)
MATCH (a)-[e:INTERACTED]->(b)
WHERE NOT (a:User AND b:Item)
WITH count(*) AS total, collect(elementId(e)) AS places
RETURN 'interaction-stray' AS rule, total, places[..$first] AS examples
