#!/bin/sh
# Imports the files beside it into a new database of Neo4j 5.26 or newer; the server, or at least that database, is stopped.
#   ./import.sh [NAME OF THE DATABASE] [OPTIONS OF neo4j-admin, such as --overwrite-destination]
set -eu
cd "$(dirname "$0")"
database=neo4j
case "${1:--}" in -*) ;; *) database=$1 && shift ;; esac
exec neo4j-admin database import full \
  --nodes=User=users-header.csv,users.csv \
  --nodes=Item=items-header.csv,items.csv \
  --nodes=Item=items-2-header.csv,items-2.csv \
  --nodes=Item=items-3-header.csv,items-3.csv \
  --relationships=INTERACTED=interactions-header.csv,interactions.csv \
  --array-delimiter=U+001F \
  --multiline-fields=true \
  "$@" "$database"
