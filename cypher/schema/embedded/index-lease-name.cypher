// Finds leases by name. The embedded engine checks uniqueness by scanning unless an index was created before.
// parameters: none
// columns: none
CREATE INDEX edgewise_lease_name IF NOT EXISTS FOR (l:EdgewiseLease) ON (l.name)
