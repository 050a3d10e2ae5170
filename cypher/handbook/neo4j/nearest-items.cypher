// Items whose embedding lies nearest to that of an item, by the vector index that `edgewise refresh --write-back` fills.
// parameters: $itemKey, $first
// columns: itemKey, title, score
// :param itemKey => 'x'
// :param first => 20
MATCH (i:Item {key: $itemKey})
CALL db.index.vector.queryNodes('edgewise_item_embedding', $first + 1, i.embedding) YIELD node, score
WHERE node <> i
RETURN node.key AS itemKey, node.title AS title, score
ORDER BY score DESC, itemKey
LIMIT $first;
