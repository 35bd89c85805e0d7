-- One question, by as many agents as BENCH_AGENTS says, in turn.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local sent, at = {}, 0
function init(args)
  local most = tonumber(os.getenv("BENCH_AGENTS"))
  for token in io.lines(folder .. "/tokens") do
    if #sent == most then break end
    sent[#sent + 1] = wrk.format("POST", os.getenv("BENCH_API") .. "/agents/ask",
      { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }, '{"action":"files.read"}')
  end
end
function request()
  at = at % #sent + 1
  return sent[at]
end
