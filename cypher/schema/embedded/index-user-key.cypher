// Finds users by key. The embedded engine checks uniqueness by scanning unless an index was created before.
// parameters: none
// columns: none
CREATE INDEX user_key IF NOT EXISTS FOR (u:User) ON (u.key)
