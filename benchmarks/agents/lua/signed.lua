-- Questions that sign.mjs signed, each sent once; stops when they are used up.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local lines = {}
for line in io.lines(folder .. "/signed") do lines[#lines + 1] = line end
local filler
function init(args)
  filler = wrk.format("GET", "/system/health/live", {})
end
function request()
  local line = table.remove(lines)
  if not line then return filler end
  local auth, digest, input, signature = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$")
  return wrk.format("POST", vars.api .. "/agents/ask", { ["Content-Type"] = "application/json", ["Agent-Auth"] = auth,
    ["Content-Digest"] = digest, ["Signature-Input"] = input, ["Signature"] = signature }, '{"action":"files.read"}')
end
function response(status, headers, body)
  if #lines == 0 then wrk.thread:stop() end
end
