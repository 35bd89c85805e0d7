dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent
function init(args)
  sent = wrk.format("GET", userinfo_path, { ["Authorization"] = "Bearer " .. vars.user_token })
end
function request() return sent end
