// Items of these keys with everything known of them but the embedding; those that are not there are left out.
// parameters: $keys (list of distinct item keys)
// columns: key, properties (key, title and attributes)
UNWIND $keys AS key
MATCH (i:Item {key: key})
RETURN i.key AS key, i {.*, embedding: null, embeddingVersion: null} AS properties
