// Gives items their embeddings, in 32-bit floats, and the snapshot that these come from; tells how many were there.
// parameters: $rows (list of [key, vector]), $version, $property (embedding)
// columns: count
UNWIND $rows AS row
MATCH (i:Item {key: row[0]})
CALL db.create.setNodeVectorProperty(i, $property, row[1])
SET i.embeddingVersion = $version
RETURN count(i) AS count
