-- An access token that is bound to a key: each proof that SignAhead signed, once; stops when they are used up.
dofile(os.getenv("BENCH_LUA") .. "/signed.lua")
function request()
  local proof = next_signed()
  return proof and wrk.format("GET", userinfo_path, { ["Authorization"] = "DPoP " .. vars.bound_token, ["DPoP"] = proof })
    or filler
end
