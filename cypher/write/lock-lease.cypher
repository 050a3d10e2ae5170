// A lease as it stands, locked until the end of the transaction.
// It is written before it is read, so that of two who ask at a time one waits; one that was never taken has expired.
// parameters: $name
// columns: token, holder, expiresAt (milliseconds), expired (by the clock of the database)
MERGE (l:EdgewiseLease {name: $name})
  ON CREATE SET l.token = '', l.holder = '', l.expiresAt = 0
SET l.askedAt = timestamp()
RETURN l.token AS token, l.holder AS holder, l.expiresAt AS expiresAt, l.expiresAt <= timestamp() AS expired
