// Recommendations from the written-back embeddings: the items nearest to a user that she did not meet yet. The index
// searches approximately and by its own similarity: the API's ranking is exact, this one is for joins in Cypher.
// parameters: $userKey, $candidates (how many to look at: more than the user has interactions), $first
// columns: itemKey, title, score
// :param userKey => 'ada'
// :param candidates => 200
// :param first => 20
MATCH (u:User {key: $userKey})
CALL db.index.vector.queryNodes('edgewise_item_embedding', $candidates, u.embedding) YIELD node AS i, score
WHERE NOT EXISTS { (u)-[:INTERACTED]->(i) }
RETURN i.key AS itemKey, i.title AS title, score
ORDER BY score DESC, itemKey
LIMIT $first;
