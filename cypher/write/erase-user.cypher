// Removes a user with all interactions.
// parameters: $key
// columns: none
MATCH (u:User {key: $key})
DETACH DELETE u
