-- Exchanges each code that authorize.lua got, then stops.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local codes = {}
for code in io.lines(os.getenv("BENCH_CODES")) do codes[#codes + 1] = code end
local filler
function init(args)
  filler = wrk.format("GET", vars.filler or "/system/health/live", {})
end
function request()
  local code = table.remove(codes)
  if not code then return filler end
  return wrk.format("POST", token_path, form, "grant_type=authorization_code&code=" .. code .. vars.exchange)
end
function response(status, headers, body)
  if #codes == 0 then wrk.thread:stop() end
end
