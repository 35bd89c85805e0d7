-- The exchange at depth BENCH_DEPTH.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent
function init(args)
  sent = wrk.format("POST", vars.api .. "/oauth/token", { ["Content-Type"] = "application/x-www-form-urlencoded" },
    vars.exchange[tonumber(os.getenv("BENCH_DEPTH"))])
end
function request() return sent end
