CREATE CONSTRAINT user_key_unique IF NOT EXISTS FOR (u:User) REQUIRE u.key IS UNIQUE;
CREATE CONSTRAINT item_key_unique IF NOT EXISTS FOR (i:Item) REQUIRE i.key IS UNIQUE;
CREATE CONSTRAINT edgewise_lease_name_unique IF NOT EXISTS FOR (l:EdgewiseLease) REQUIRE l.name IS UNIQUE;
