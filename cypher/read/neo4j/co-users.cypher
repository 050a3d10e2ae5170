// For each user the users who share most items, best first: cosine of what each met at all, |A∩B| / sqrt(|A| |B|).
// Counting the different items of everyone who shares one takes most of the time. Relationships are counted at once, and
// are as many as a user's items or more: so each has a least similarity, and whoever cannot reach the last of the page,
// having at least as many items as are shared, and as the first 16 of her own are, is not counted. No label is asked for:
// INTERACTED leads from users to items (check/stray-interactions), and asking takes a fifth of the time.
// parameters: $keys (list of distinct user keys), $first
// columns: key, otherKey, similarity
UNWIND $keys AS key
CALL {
  WITH key
  MATCH (u:User {key: key})
  USING INDEX SEEK u:User(key)
  MATCH (u)-[:INTERACTED]->(i)
  WITH u, collect(DISTINCT i) AS own
  UNWIND own AS i
  MATCH (i)<-[:INTERACTED]-(other)
  WITH u, size(own) AS own, other, count(DISTINCT i) AS shared
  WHERE other <> u
  WITH own, other, shared, shared / sqrt(toFloat(own) * COUNT { (other)-[:INTERACTED]->() }) AS least
  ORDER BY least DESC
  WITH own, collect([other, shared]) AS others, collect(least)[..$first] AS page
  WITH own, others, CASE WHEN size(page) < $first THEN 0.0 ELSE page[-1] * 0.999999999999 END AS last
  UNWIND others AS pair
  WITH own, last, pair[0] AS other, pair[1] AS shared
  WHERE sqrt(toFloat(shared) / own) >= last
  CALL {
    WITH other
    MATCH (other)-[:INTERACTED]->(some)
    WITH DISTINCT some LIMIT 16
    RETURN count(some) AS seen
  }
  WITH own, last, other, shared, CASE WHEN seen > shared THEN seen ELSE shared END AS fewest
  WHERE shared / sqrt(toFloat(own) * fewest) >= last
  MATCH (other)-[:INTERACTED]->(any)
  WITH own, other, shared, count(DISTINCT any) AS theirs
  RETURN other.key AS otherKey, shared / sqrt(toFloat(own) * theirs) AS similarity
  ORDER BY similarity DESC, otherKey
  LIMIT $first
}
RETURN key, otherKey, similarity
ORDER BY key, similarity DESC, otherKey
