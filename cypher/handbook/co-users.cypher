// Who shares most items with a user, by cosine of what each met at all: |A∩B| / sqrt(|A| |B|), as the API's neighbors do.
// parameters: $userKey, $first
// columns: userKey, shared, similarity
// :param userKey => 'ada'
// :param first => 20
MATCH (u:User {key: $userKey})-[:INTERACTED]->(i:Item)
WITH u, count(DISTINCT i) AS own, collect(DISTINCT i) AS items
UNWIND items AS i
MATCH (i)<-[:INTERACTED]-(other:User)
WHERE other <> u
WITH own, other, count(DISTINCT i) AS shared
MATCH (other)-[:INTERACTED]->(any:Item)
WITH own, other, shared, count(DISTINCT any) AS theirs
RETURN other.key AS userKey, shared, shared / sqrt(toFloat(own) * theirs) AS similarity
ORDER BY similarity DESC, userKey
LIMIT $first;
