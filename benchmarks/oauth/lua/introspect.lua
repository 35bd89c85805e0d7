dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent = wrk.format("POST", introspect_path, form, "token=" .. vars.user_token)
function request() return sent end
