-- client_credentials, each request at another tenant; each run begins at another one.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local clients = dofile(os.getenv("BENCH_TENANTS"))
local sent, next_one = {}, 0
function init(args)
  math.randomseed(os.time())
  next_one = math.random(#clients)
  for i, client in ipairs(clients) do
    sent[i] = wrk.format("POST", client[1],
      { ["Content-Type"] = "application/x-www-form-urlencoded", ["Authorization"] = client[2] },
      "grant_type=client_credentials")
  end
end
function request()
  next_one = next_one % #sent + 1
  return sent[next_one]
end
