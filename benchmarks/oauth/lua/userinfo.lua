dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent = wrk.format("GET", userinfo_path, { ["Authorization"] = "Bearer " .. vars.user_token })
function request() return sent end
