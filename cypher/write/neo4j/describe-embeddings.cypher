// Says which snapshot the embeddings are of, and how far one may lie from the snapshot's, over its length.
// parameters: $version, $tolerance
// columns: count
MERGE (e:EdgewiseEmbeddings)
SET e.version = $version, e.tolerance = $tolerance, e.writtenAt = timestamp()
RETURN count(e) AS count
