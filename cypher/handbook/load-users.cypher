// Gives users attributes; those who are not there yet come to exist, properties that are not named stay. Each is counted as
// changed: running servers and the next refresh read her again.
// parameters: $rows (list of {key, properties}; properties without key, revision and changedAt)
// columns: users
// :param rows => [{key: 'ada', properties: {country: 'no', friends: ['bo', 'cy']}}]
UNWIND $rows AS row
MERGE (u:User {key: row.key})
SET u += row.properties
SET u.revision = coalesce(u.revision, 0) + 1, u.changedAt = timestamp()
RETURN count(u) AS users;
