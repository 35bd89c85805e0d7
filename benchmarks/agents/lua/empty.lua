-- A resource that does nothing.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
function request() return wrk.format("GET", "/api/v1/benchmark/empty") end
