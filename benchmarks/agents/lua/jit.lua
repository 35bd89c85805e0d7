-- An agent asks for a permission that is granted at once, and gets its token: two requests, counted and timed as one. Each
-- thread is one agent with one connection (wrk -t16 -c16).
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local ffi = require("ffi")
ffi.cdef("typedef struct { long sec; long usec; } moment; int gettimeofday(moment *, void *);")

local threads = {}
function setup(thread)
  threads[#threads + 1] = thread
  thread:set("number", #threads)
end

local clock = ffi.new("moment")
local function now()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.sec) * 1000 + tonumber(clock.usec) / 1000
end

local asked, headers, begun, token_path
function init(args)
  times, failed = "", 0
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. vars.asking[number] }
  asked = wrk.format("POST", vars.api .. "/jit/request", headers,
    '{"authorization_details":{"type":"file_access","actions":["read"],"identifier":"/plans/q3"}}')
end
function request()
  if token_path then return wrk.format("POST", token_path, headers, "{}") end
  begun = now()
  return asked
end
function response(status, _, body)
  local url = body:match('"token_url":"https?://[^/]*([^"]*)"')
  if status == 201 and url and not token_path then
    token_path = url
    return
  end
  if status == 200 and token_path then times = times .. string.format("%.2f ", now() - begun) else failed = failed + 1 end
  token_path = nil
end

function done(summary, latency, requests)
  local all, bad = {}, 0
  for _, thread in ipairs(threads) do
    for time in thread:get("times"):gmatch("%S+") do all[#all + 1] = tonumber(time) end
    bad = bad + thread:get("failed")
  end
  table.sort(all)
  local function percentile(part) return all[math.max(1, math.ceil(#all * part))] or 0 end
  io.write(string.format("RESULT %.1f %.2f %.2f %d\n", #all / (summary.duration / 1000000),
    percentile(0.50), percentile(0.99), bad))
end
