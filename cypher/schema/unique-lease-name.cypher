// At most one lease of a name.
// parameters: none
// columns: none
CREATE CONSTRAINT edgewise_lease_name_unique IF NOT EXISTS FOR (l:EdgewiseLease) REQUIRE l.name IS UNIQUE
