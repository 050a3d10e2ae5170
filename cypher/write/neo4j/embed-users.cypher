// Gives users their embeddings, in 32-bit floats, and the snapshot that these come from; tells how many were there.
// parameters: $rows (list of [key, vector]), $version, $property (embedding)
// columns: count
UNWIND $rows AS row
MATCH (u:User {key: row[0]})
CALL db.create.setNodeVectorProperty(u, $property, row[1])
SET u.embeddingVersion = $version
RETURN count(u) AS count
