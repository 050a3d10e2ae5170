// Takes the vector index of items away; vectors stay.
// parameters: none
// columns: none
DROP INDEX edgewise_item_embedding IF EXISTS
