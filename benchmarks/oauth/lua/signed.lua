-- What was signed ahead, line by line.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local lines = {}
for line in io.lines(os.getenv("BENCH_SIGNED")) do lines[#lines + 1] = line end
function next_signed() return table.remove(lines) end
function init(args)
  filler = wrk.format("GET", "/system/health/live", {})
end
function response(status, headers, body)
  if #lines == 0 then wrk.thread:stop() end
end
