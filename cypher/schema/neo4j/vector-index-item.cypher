// Finds items near a vector by db.index.vector.queryNodes.
// parameters: $options (e.g. {indexConfig: {`vector.dimensions`: 64, `vector.similarity_function`: 'cosine'}})
// columns: none
CREATE VECTOR INDEX edgewise_item_embedding IF NOT EXISTS FOR (i:Item) ON (i.embedding) OPTIONS $options
