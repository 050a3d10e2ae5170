// Finds items by key. The embedded engine checks uniqueness by scanning unless an index was created before.
// parameters: none
// columns: none
CREATE INDEX item_key IF NOT EXISTS FOR (i:Item) ON (i.key)
