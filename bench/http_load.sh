#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Requests a second, median and 99th percentile of each PATH of a running server, 64 connections, then again while IDLE
# keep-alive connections stay open; and the server's memory.
# Usage: bench/http_load.sh URL PID PATH...      e.g. bench/http_load.sh http://127.0.0.1:8000 1234 / '/search?q=bike'
# Environment: SECONDS_EACH (6), CONNECTIONS (64), IDLE (5000; 0: leave that part out)
set -eu
url=$1
pid=$2
shift 2
seconds=${SECONDS_EACH:-6}
connections=${CONNECTIONS:-64}
idle=${IDLE:-5000}
here=$(cd "$(dirname "$0")" && pwd)

memory() { awk '/^VmRSS/ {printf "%.1f MB", $2 / 1024}' "/proc/$pid/status"; }

load() {
  wrk -t1 "-c$connections" "-d${seconds}s" --latency "$url$1" | awk -v path="$1" -v state="$2" '
    /50%/ {median = $2} /99%/ {p99 = $2} /Requests\/sec/ {rate = $2}
    /Socket errors|Non-2xx/ {trouble = trouble " " $0}
    END {printf "%-32s %-14s %9.0f requests/s   median %8s   p99 %8s %s\n", path, state, rate, median, p99, trouble}'
}

echo "memory at first: $(memory)"
for path in "$@"; do load "$path" "no idle"; done
echo "memory after load: $(memory)"
[ "$idle" -gt 0 ] || exit 0

folder=$(mktemp -d)
mkfifo "$folder/hold" "$folder/said"
python3 "$here/idle_connections.py" "${url#http://}" "$idle" "$1" <"$folder/hold" >"$folder/said" &
holder=$!
exec 3>"$folder/hold" 4<"$folder/said"
read -r ready <&4 || { echo "the idle connections could not be opened" >&2; exit 1; }
echo "idle connections: $ready; memory: $(memory)"
for path in "$@"; do load "$path" "$idle idle"; done
exec 3>&-
cat <&4
wait "$holder" || true
rm -r "$folder"
