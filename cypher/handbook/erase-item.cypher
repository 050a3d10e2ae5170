// Removes an item with all its interactions, and counts the change of every user who had one.
// parameters: $key
// columns: users (who lost an interaction)
// :param key => 'x'
MATCH (i:Item {key: $key})
OPTIONAL MATCH (u:User)-[:INTERACTED]->(i)
WITH i, collect(DISTINCT u) AS users
FOREACH (u IN users | SET u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp())
DETACH DELETE i
RETURN size(users) AS users;
