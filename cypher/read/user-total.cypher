// The number of users.
// parameters: none
// columns: total
MATCH (u:User)
RETURN count(u) AS total
