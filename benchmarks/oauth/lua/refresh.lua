-- Each token is used once; the one that comes back goes to the end of the queue. Paced load has the second
-- half of them: what full load used up is no longer good.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local half = math.floor(#vars.refresh / 2)
local queue, first, last = vars.refresh, 1, half
if delay then
  first, last = half + 1, #vars.refresh
end
function request()
  local token = queue[first]
  queue[first] = nil
  first = first + 1
  return wrk.format("POST", token_path, form, "grant_type=refresh_token&refresh_token=" .. tostring(token))
end
function response(status, headers, body)
  local token = body:match('"refresh_token":"([^"]*)"')
  if token then
    last = last + 1
    queue[last] = token
  end
end
