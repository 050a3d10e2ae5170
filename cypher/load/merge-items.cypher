// Items that are not there yet come to exist, without title and attributes.
// parameters: $keys (list of distinct item keys)
// columns: none
UNWIND $keys AS key
MERGE (i:Item {key: key})
