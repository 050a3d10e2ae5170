// Gives each user exactly these properties beside her revision, its stamp and her embedding; a user who is not there yet
// comes to exist.
// parameters: $rows (list of {key, properties}; properties hold the key too)
// columns: none
UNWIND $rows AS row
MERGE (u:User {key: row.key})
WITH u, row, u.revision AS revision, u.changedAt AS changedAt, u.embedding AS embedding,
     u.embeddingVersion AS embeddingVersion
SET u = row.properties
SET u.revision = revision, u.changedAt = changedAt, u.embedding = embedding, u.embeddingVersion = embeddingVersion
