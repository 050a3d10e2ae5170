// At most one item of a key.
// parameters: none
// columns: none
CREATE CONSTRAINT item_key_unique IF NOT EXISTS FOR (i:Item) REQUIRE i.key IS UNIQUE
