// Interactions that are stored more than once: equal user, item, behavior and time. One user at a time, so that memory
// stays small.
// parameters: $first (how many examples)
// columns: rule, total, examples (user key, item key)
MATCH (u:User)
CALL {
  WITH u
  MATCH (u)-[e:INTERACTED]->(i:Item)
  WITH i, e.behavior AS behavior, e.at AS at, count(*) AS times
  WHERE times > 1
  RETURN i.key AS itemKey, times
}
WITH u, itemKey, times
WITH count(*) AS total, collect(coalesce(u.key, '') + ' ' + coalesce(itemKey, '')) AS places
RETURN 'interaction-repeated' AS rule, total, places[..$first] AS examples
