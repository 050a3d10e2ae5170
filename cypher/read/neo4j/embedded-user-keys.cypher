// Keys of users that hold embeddings of a snapshot.
// parameters: $version
// columns: key
MATCH (u:User)
WHERE u.embeddingVersion = $version
RETURN u.key AS key
