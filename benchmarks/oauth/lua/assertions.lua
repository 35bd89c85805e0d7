-- A client that authenticates by a key: each assertion that SignAhead signed, once; stops when they are used up.
dofile(os.getenv("BENCH_LUA") .. "/signed.lua")
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local fields = "grant_type=client_credentials&client_assertion_type="
  .. "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
function request()
  local assertion = next_signed()
  return assertion and wrk.format("POST", token_path, form, fields .. assertion) or filler
end
