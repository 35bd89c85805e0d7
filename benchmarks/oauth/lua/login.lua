-- Signs people in through the pages with their password: each thread is one browser without scripts
-- and one person, so give as many threads as connections (wrk -t8 -c8). Counts sign-ins, not requests;
-- the time of one is that of its requests, without pauses between them.
-- With BENCH_USERS each sign-in is that of another of so many users.
dofile(os.getenv("BENCH_LUA") .. "/common.lua")
local many = tonumber(os.getenv("BENCH_USERS") or "")
local ffi = require("ffi")
ffi.cdef("typedef struct { long sec; long usec; } moment; int gettimeofday(moment *, void *);")

local threads = {}
function setup(thread)
  thread:set("person", #threads)
  threads[#threads + 1] = thread
end

local clock = ffi.new("moment")
local function now()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.sec) * 1000 + tonumber(clock.usec) / 1000
end

local function encoded(text)
  return (text:gsub("[^%w%-%._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

local cookies, sent, spent, following, method, path, body, name
local function anew()
  name = many and ("many" .. math.random(0, many - 1)) or ("user" .. person)
  cookies, spent, following, method, path, body = {}, 0, false, "GET", vars.login, nil
end

function init(args)
  math.randomseed(os.time() + person)
  times, failed = "", 0
  anew()
end

function request()
  sent = now()
  local headers, pairs_of_cookies = {}, {}
  for name, value in pairs(cookies) do pairs_of_cookies[#pairs_of_cookies + 1] = name .. "=" .. value end
  if #pairs_of_cookies > 0 then headers["Cookie"] = table.concat(pairs_of_cookies, "; ") end
  if body then headers["Content-Type"] = "application/x-www-form-urlencoded" end
  return wrk.format(method, path, headers, body)
end

-- wrk gives one value for each header's name; of several cookies it gives the last.
local function keep(headers)
  for name, value in pairs(headers) do
    if name:lower() == "set-cookie" then
      local cookie, content = value:match("^([^=]+)=([^;]*)")
      if value:find("Max%-Age=0") then cookies[cookie] = nil else cookies[cookie] = content end
    end
  end
end

local function submit(page)
  local fields = {}
  for name, value in page:gmatch('<input type="hidden" name="([^"]*)" value="([^"]*)">') do
    fields[#fields + 1] = name .. "=" .. encoded(value)
  end
  fields[#fields + 1] = page:find('name="password"') and "password=" .. encoded(vars.password)
    or "identifier=" .. encoded(name .. "@example.com")
  method, body = "POST", table.concat(fields, "&")
  path = page:match('<form method="post" action="([^"]*)"'):gsub("&amp;", "&"):gsub("^https?://[^/]+", "")
end

-- A sign-in is over when the answer to the password leads out of the sign-in pages.
local function over(good)
  if good then times = times .. string.format("%.2f ", spent) else failed = failed + 1 end
  anew()
end

function response(status, headers, page)
  spent = spent + now() - sent
  keep(headers)
  local location = headers["Location"]
  if status == 200 then
    following = false
    submit(page)
  elseif status ~= 303 then
    over(false)
  elseif location:find("/login", 1, true) then
    following, method, body = true, "GET", nil
    path = location:gsub("^https?://[^/]+", "")
  else
    over(true)
  end
end

function done(summary, latency, requests)
  local all, bad = {}, 0
  for _, thread in ipairs(threads) do
    for time in thread:get("times"):gmatch("%S+") do all[#all + 1] = tonumber(time) end
    bad = bad + thread:get("failed")
  end
  table.sort(all)
  local function percentile(part) return all[math.max(1, math.ceil(#all * part))] or 0 end
  io.write(string.format("RESULT %.1f %.2f %.2f %d\n", #all / (summary.duration / 1000000),
    percentile(0.50), percentile(0.99), bad))
end
