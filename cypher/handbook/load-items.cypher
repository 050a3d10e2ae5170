// Gives items titles and attributes; those that are not there yet come to exist, properties that are not named stay.
// parameters: $rows (list of {key, properties})
// columns: items
// :param rows => [{key: 'x', properties: {title: 'Ex', genres: ['comedy', 'noir'], year: 1999}}]
UNWIND $rows AS row
MERGE (i:Item {key: row.key})
SET i += row.properties
RETURN count(i) AS items;
