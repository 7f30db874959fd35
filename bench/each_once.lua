-- SPDX-License-Identifier: Apache-2.0
-- wrk -t1 -s each_once.lua URL -- FILE: asks for each address of FILE, a line each, one after the other.
local addresses = {}
local at = 0

function init(arguments)
  for line in io.lines(arguments[1]) do addresses[#addresses + 1] = line end
end

function request()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end
