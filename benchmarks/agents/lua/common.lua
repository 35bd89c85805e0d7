-- What every load shares: what the seed wrote, and the line that run.sh reads.
folder = os.getenv("BENCH_FOLDER")
vars = dofile(folder .. "/vars.lua")

function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %.1f %.2f %.2f %d\n", (summary.requests - bad) / (summary.duration / 1000000),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
