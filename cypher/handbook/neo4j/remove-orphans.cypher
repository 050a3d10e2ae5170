// Removes nodes without interactions, but users whom attributes describe, who were imported to be served by those. Items
// without any may be a catalog that nobody met yet: name the labels.
// parameters: $labels (list, of User and Item)
// columns: removed
// :param labels => ['User']
MATCH (n:User|Item)
WHERE any(label IN labels(n) WHERE label IN $labels) AND NOT EXISTS { (n)-[:INTERACTED]-() }
  AND (n:Item OR all(name IN keys(n) WHERE name IN ['key', 'revision', 'changedAt', 'embedding', 'embeddingVersion']))
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS removed;
