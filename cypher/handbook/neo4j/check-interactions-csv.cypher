// What load-interactions-from-csv would reject, before anything is written.
// parameters: $url ('file:///NAME' in the server's import folder, or https://…)
// columns: fault, lines, firstLine (the header is line 1)
// :param url => 'file:///interactions.csv'
LOAD CSV WITH HEADERS FROM $url AS line
WITH linenumber() AS number,
     CASE
       WHEN coalesce(line.userKey, '') = '' THEN 'userKey is missing'
       WHEN coalesce(line.itemKey, '') = '' THEN 'itemKey is missing'
       WHEN size(line.userKey) > 512 OR size(line.itemKey) > 512 THEN 'a key is longer than 512'
       WHEN size(line.behavior) > 64 THEN 'behavior is longer than 64'
       WHEN NOT coalesce(line.at, '') =~ '(-?[0-9]{1,15})?|[0-9]{4}-[0-9]{2}-[0-9]{2}T.+' THEN 'at is no time'
       WHEN coalesce(line.weight, '') <> '' AND NOT coalesce(0.0 < toFloat(line.weight) < 1.0 / 0.0, false)
         THEN 'weight is no number above zero'
     END AS fault
WHERE fault IS NOT NULL
RETURN fault, count(*) AS lines, min(number) AS firstLine
ORDER BY lines DESC, fault;
