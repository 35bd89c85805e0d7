dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent
function init(args)
  sent = wrk.format("POST", token_path, form, "grant_type=client_credentials")
end
function request() return sent end
