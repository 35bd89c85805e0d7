-- One shape of question, named by BENCH_SHAPE: about other objects and subjects in turn where the scene has them.
local vars = dofile(os.getenv("BENCH_VARS"))
local shape = os.getenv("BENCH_SHAPE")
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. vars.key }
local check = vars.api .. "/zanzibar/check"
local turn = 0
math.randomseed(os.time()) -- each round writes other tuples

local function question(object, relation, subject)
  return wrk.format("POST", check, headers,
    string.format('{"object":"%s","relation":"%s","subject":"%s"}', object, relation, subject))
end
local function next_turn()
  turn = (turn + 7919) % vars.size
  return turn
end
local shapes = {
  direct = function()
    local i = next_turn()
    return question("document:" .. i, "owner", "user:" .. i % 10000)
  end,
  groups = function() return question("document:nested", "viewer", "user:nested") end,
  folders = function() return question("document:deep", "viewer", "user:top") end,
  wide = function() return question("document:wide", "viewer", "user:" .. next_turn() % 10000) end,
  exclusion = function()
    local i = next_turn()
    return question("document:" .. i, "reader", "user:" .. i % 10000)
  end,
  condition = function()
    return wrk.format("POST", check, headers,
      '{"object":"document:timed","relation":"viewer","subject":"user:1","context":{"hour":12}}')
  end,
  list = function()
    return wrk.format("POST", vars.api .. "/zanzibar/list-objects", headers,
      '{"object_type":"document","relation":"viewer","subject":"user:lister","limit":1000}')
  end,
  -- Reads with one write in a hundred.
  mixed = function()
    local i = next_turn()
    if i % 100 == 0 then
      return wrk.format("POST", vars.api .. "/zanzibar/tuples", headers, string.format(
        '{"object":"document:new-%d-%d","relation":"owner","subject":"user:1"}', i, math.random(1, 1e9)))
    end
    return question("document:" .. i, "owner", "user:" .. i % 10000)
  end,
}
request = shapes[shape]

function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  local seconds = summary.duration / 1000000
  io.write(string.format("RESULT %.1f %.2f %.2f %d\n", (summary.requests - bad) / seconds,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
