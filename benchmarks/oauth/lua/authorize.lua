-- A signed-in user's browser asks for codes; they are kept for code.lua. A code's answer is a redirection.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent
local codes = io.open(os.getenv("BENCH_CODES"), "w")
codes:setvbuf("line")
function init(args)
  sent = wrk.format("GET", vars.authorize, { ["Cookie"] = vars.cookie })
end
function request() return sent end
function response(status, headers, body)
  local code = (headers["Location"] or ""):match("[?&]code=([^&]+)")
  if code then codes:write(code, "\n") end
end
