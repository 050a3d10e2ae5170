// Gives items the titles and attributes of a CSV file with a header: itemKey, title, and genres separated by |. Other
// attributes are lines of your own below the two that are here. Empty fields leave what is known as it is.
// parameters: $url ('file:///NAME' in the server's import folder, or https://…)
// columns: lines, taken (lines with a key)
// :param url => 'file:///items.csv'
LOAD CSV WITH HEADERS FROM $url AS line
CALL (line) {
  WITH line
  WHERE size(line.itemKey) > 0
  MERGE (i:Item {key: line.itemKey})
  SET i.title = coalesce(line.title, i.title)
  SET i.genres = coalesce(split(line.genres, '|'), i.genres)
  RETURN count(i) AS taken
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS lines, sum(taken) AS taken;
