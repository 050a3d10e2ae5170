// Gives a lease, which this transaction has locked, to a holder for so many milliseconds; 0 lets go of it.
// parameters: $name, $token, $holder, $milliseconds
// columns: none
MATCH (l:EdgewiseLease {name: $name})
SET l.token = $token, l.holder = $holder, l.expiresAt = timestamp() + toInteger($milliseconds)
