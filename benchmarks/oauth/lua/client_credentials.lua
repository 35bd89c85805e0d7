dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent = wrk.format("POST", token_path, form, "grant_type=client_credentials")
function request() return sent end
