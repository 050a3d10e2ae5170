// For each item the items that share most users, best first: cosine of who met each at all, |A∩B| / sqrt(|A| |B|).
// read/neo4j/co-users says how.
// parameters: $keys (list of distinct item keys), $first
// columns: key, otherKey, similarity
UNWIND $keys AS key
CALL {
  WITH key
  MATCH (i:Item {key: key})
  USING INDEX SEEK i:Item(key)
  MATCH (i)<-[:INTERACTED]-(u)
  WITH i, collect(DISTINCT u) AS own
  UNWIND own AS u
  MATCH (u)-[:INTERACTED]->(other)
  WITH i, size(own) AS own, other, count(DISTINCT u) AS shared
  WHERE other <> i
  WITH own, other, shared, shared / sqrt(toFloat(own) * COUNT { (other)<-[:INTERACTED]-() }) AS least
  ORDER BY least DESC
  WITH own, collect([other, shared]) AS others, collect(least)[..$first] AS page
  WITH own, others, CASE WHEN size(page) < $first THEN 0.0 ELSE page[-1] * 0.999999999999 END AS last
  UNWIND others AS pair
  WITH own, last, pair[0] AS other, pair[1] AS shared
  WHERE sqrt(toFloat(shared) / own) >= last
  CALL {
    WITH other
    MATCH (other)<-[:INTERACTED]-(some)
    WITH DISTINCT some LIMIT 16
    RETURN count(some) AS seen
  }
  WITH own, last, other, shared, CASE WHEN seen > shared THEN seen ELSE shared END AS fewest
  WHERE shared / sqrt(toFloat(own) * fewest) >= last
  MATCH (other)<-[:INTERACTED]-(any)
  WITH own, other, shared, count(DISTINCT any) AS theirs
  RETURN other.key AS otherKey, shared / sqrt(toFloat(own) * theirs) AS similarity
  ORDER BY similarity DESC, otherKey
  LIMIT $first
}
RETURN key, otherKey, similarity
ORDER BY key, similarity DESC, otherKey
