-- What every load shares: what the seed wrote, and the line that run.sh reads.
vars = dofile(os.getenv("BENCH_VARS"))
form = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Authorization"] = vars.basic }
token_path = vars.token_path or (vars.api .. "/oauth/token")
introspect_path = vars.introspect_path or (vars.api .. "/oauth/introspect")
userinfo_path = vars.userinfo_path or (vars.api .. "/oauth/userinfo")

function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  local seconds = summary.duration / 1000000
  io.write(string.format("RESULT %.1f %.2f %.2f %d\n", (summary.requests - bad) / seconds,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end

-- Where load is paced, each connection waits as long as this on average, in milliseconds.
local pause = tonumber(os.getenv("BENCH_PAUSE") or "")
if pause then
  function delay() return math.random(0, 2 * pause) end
end
