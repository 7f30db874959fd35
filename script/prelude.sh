# SPDX-License-Identifier: Apache-2.0
# Sourced by every script here: stands in the repository's root, and gives them one way to speak and to fail.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
export ROOT

say() { printf '==> %s\n' "$*" >&2; }
die() { printf '%s: %s\n' "script/$(basename "$0")" "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# How many compilers at once: one a core, and at least 1.5 GB of memory for each.
jobs_at_once() {
  local cores memory_kb fit
  cores=$(nproc 2>/dev/null || echo 1)
  memory_kb=$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo 2>/dev/null || echo 0)
  fit=$((memory_kb / 1500000))
  [ "$fit" -lt 1 ] && fit=1
  [ "$fit" -lt "$cores" ] && cores=$fit
  echo "${DAIS_JOBS:-$cores}"
}
