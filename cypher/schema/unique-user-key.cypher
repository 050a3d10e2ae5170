// At most one user of a key.
// parameters: none
// columns: none
CREATE CONSTRAINT user_key_unique IF NOT EXISTS FOR (u:User) REQUIRE u.key IS UNIQUE
