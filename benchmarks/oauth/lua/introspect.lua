dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent
function init(args)
  sent = wrk.format("POST", introspect_path, form, "token=" .. vars.user_token)
end
function request() return sent end
