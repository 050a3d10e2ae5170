// Locks users until the end of the transaction, so that nobody adds what was just found missing.
// A user who is not there yet comes to exist. Writing a property takes the lock, also when it stays what it was.
// parameters: $keys (list of distinct user keys)
// columns: none
UNWIND $keys AS key
MERGE (u:User {key: key})
SET u.key = key
