# SPDX-License-Identifier: Apache-2.0
# Sourced by scripts: `dais serve` of an instance on a free port of loopback, for as long as a test needs it.
# shellcheck shell=bash

# start_server DAIS INSTANCE LOG [LISTEN]: sets BASE_URL and SERVER_PID.
start_server() {
  local port_file
  port_file=$(mktemp -u "${TMPDIR:-/tmp}/dais-port.XXXXXX")
  "$1" serve --instance "$2" --listen "${4:-127.0.0.1:0}" --port-file "$port_file" >"$3" 2>&1 </dev/null &
  SERVER_PID=$!
  local tries=0
  until [ -s "$port_file" ]; do
    tries=$((tries + 1))
    if ! kill -0 "$SERVER_PID" 2>/dev/null || [ "$tries" -gt 300 ]; then
      echo "dais serve did not start:" >&2
      cat "$3" >&2
      SERVER_PID=""
      return 1
    fi
    sleep 0.1
  done
  BASE_URL="http://127.0.0.1:$(cat "$port_file")"
  rm -f "$port_file"
}

# stop_server: SIGTERM, as an operator would; what it answers is the server's own exit code.
stop_server() {
  [ -n "${SERVER_PID:-}" ] || return 0
  local code=0
  kill -TERM "$SERVER_PID" 2>/dev/null || true
  wait "$SERVER_PID" || code=$?
  SERVER_PID=""
  return "$code"
}
