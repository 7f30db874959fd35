# SPDX-License-Identifier: Apache-2.0
# Sourced by scripts: `dais serve` of an instance on a free port of loopback, for as long as a test needs it.
# shellcheck shell=bash

# start_server DAIS INSTANCE LOG [LISTEN]: sets BASE_URL and SERVER_PID. Waits for the line that says where the site is;
# the end of what the server says is the end of waiting.
start_server() {
  local line said
  # The log has all that the server says; the pipe has it too, until the line that is waited for.
  exec {said}< <(exec "$1" serve --instance "$2" --listen "${4:-127.0.0.1:0}" 2>&1 </dev/null)
  SERVER_PID=$!
  BASE_URL=""
  : >"$3"
  while read -r -t 60 -u "$said" line; do
    printf '%s\n' "$line" >>"$3"
    case $line in
      "The site is at http://"*) BASE_URL=${line#The site is at }; BASE_URL=${BASE_URL%%/ *}; break ;;
    esac
  done
  if [ -z "$BASE_URL" ]; then
    echo "dais serve did not start:" >&2
    cat "$3" >&2
    kill -KILL "$SERVER_PID" 2>/dev/null || true
    SERVER_PID=""
    exec {said}<&-
    return 1
  fi
  cat <&"$said" >>"$3" &
  exec {said}<&-
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
