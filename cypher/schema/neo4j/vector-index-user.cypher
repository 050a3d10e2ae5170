// Finds users near a vector by db.index.vector.queryNodes.
// parameters: $options (e.g. {indexConfig: {`vector.dimensions`: 64, `vector.similarity_function`: 'cosine'}})
// columns: none
CREATE VECTOR INDEX edgewise_user_embedding IF NOT EXISTS FOR (u:User) ON (u.embedding) OPTIONS $options
