// How many interactions users and items have: whether there is enough to learn from, and who has unlikely many.
// parameters: none
// columns: side, nodes, least, median, p90, p99, most
MATCH (n:User)
WITH COUNT { (n)-[:INTERACTED]->() } AS degree
RETURN 'users' AS side, count(*) AS nodes, min(degree) AS least, percentileDisc(degree, 0.5) AS median,
       percentileDisc(degree, 0.9) AS p90, percentileDisc(degree, 0.99) AS p99, max(degree) AS most
UNION ALL
MATCH (n:Item)
WITH COUNT { (n)<-[:INTERACTED]-() } AS degree
RETURN 'items' AS side, count(*) AS nodes, min(degree) AS least, percentileDisc(degree, 0.5) AS median,
       percentileDisc(degree, 0.9) AS p90, percentileDisc(degree, 0.99) AS p99, max(degree) AS most;
