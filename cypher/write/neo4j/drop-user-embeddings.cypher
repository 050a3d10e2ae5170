// Takes the embeddings of users away; tells how many of them were there.
// parameters: $keys (list of distinct user keys)
// columns: count
UNWIND $keys AS key
MATCH (u:User {key: key})
REMOVE u.embedding, u.embeddingVersion
RETURN count(u) AS count
