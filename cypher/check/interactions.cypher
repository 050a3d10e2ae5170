// Interactions whose properties are missing or odd, each by its first fault, in one pass over all. Text is what begins
// with the empty text, a number what lies on either side of zero and is no text: both engines know that much of types.
// parameters: $first (how many examples)
// columns: rule, total, examples (user key, item key)
MATCH (u:User)-[e:INTERACTED]->(i:Item)
WITH u, i,
     CASE
       WHEN NOT coalesce(e.behavior STARTS WITH '', false) THEN 'interaction-behavior'
       WHEN e.behavior = '' OR size(e.behavior) > 64 THEN 'interaction-behavior'
       WHEN coalesce(e.at STARTS WITH '', false) OR NOT coalesce(e.at < 0 OR e.at >= 0, false) THEN 'interaction-at'
       WHEN toInteger(e.at) <> e.at OR abs(e.at) > 9007199254740991 THEN 'interaction-at'
       WHEN coalesce(e.weight STARTS WITH '', false) OR NOT coalesce(e.weight > 0 AND e.weight <= 1.7976931348623157e308, false) THEN 'interaction-weight'
     END AS rule
WHERE rule IS NOT NULL
WITH rule, count(*) AS total, collect(coalesce(u.key, '') + ' ' + coalesce(i.key, '')) AS places
RETURN rule, total, places[..$first] AS examples
