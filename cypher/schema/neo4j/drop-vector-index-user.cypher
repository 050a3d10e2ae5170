// Takes the vector index of users away; vectors stay.
// parameters: none
// columns: none
DROP INDEX edgewise_user_embedding IF EXISTS
