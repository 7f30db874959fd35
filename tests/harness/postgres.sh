# SPDX-License-Identifier: Apache-2.0
# Sourced by script/test and script/bench: a PostgreSQL 15 of our own, in a temporary folder, on a free port of
# loopback, with durability off for it holds nothing worth keeping. Nothing of a system-wide cluster is touched.
# shellcheck shell=bash

# start_postgres: sets POSTGRES_URL; stop_postgres ends it and removes its folder.
start_postgres() {
  local bin=/usr/lib/postgresql/15/bin port
  [ -x "$bin/initdb" ] || { echo "there is no PostgreSQL 15 in $bin" >&2; return 1; }
  POSTGRES_DIR=$(mktemp -d "${TMPDIR:-/tmp}/dais-postgres.XXXXXX")
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then POSTGRES_AS=(runuser -u postgres --); else POSTGRES_AS=(); fi
  if [ "$(id -u)" = 0 ]; then chown postgres "$POSTGRES_DIR"; fi
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  (
    cd "$POSTGRES_DIR" || exit 1
    "${POSTGRES_AS[@]}" "$bin/initdb" -D "$POSTGRES_DIR/data" -U dais -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    "${POSTGRES_AS[@]}" "$bin/pg_ctl" -D "$POSTGRES_DIR/data" -l "$POSTGRES_DIR/log" -w -t 30 -o \
      "-p $port -h 127.0.0.1 -k $POSTGRES_DIR -F -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start
    "${POSTGRES_AS[@]}" "$bin/createdb" -h 127.0.0.1 -p "$port" -U dais dais_test
  ) >"$POSTGRES_DIR.log" 2>&1 </dev/null || {
    cat "$POSTGRES_DIR.log" >&2
    [ -r "$POSTGRES_DIR/log" ] && cat "$POSTGRES_DIR/log" >&2
    return 1
  }
  rm -f "$POSTGRES_DIR.log"
  POSTGRES_URL="postgresql://dais@127.0.0.1:$port/dais_test"
}

stop_postgres() {
  [ -n "${POSTGRES_DIR:-}" ] || return 0
  (cd / && "${POSTGRES_AS[@]}" /usr/lib/postgresql/15/bin/pg_ctl -D "$POSTGRES_DIR/data" -m immediate stop) >/dev/null 2>&1 || true
  rm -rf "$POSTGRES_DIR"
  POSTGRES_DIR=""
}
