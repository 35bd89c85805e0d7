#!/bin/sh
# Makes what the example needs, by calls that you can repeat: a tenant, two people, the application in which one of them
# signs in, a shop that checks tokens, and an agent. Writes data/agent-loop.json for the programs, which holds secrets, and
# prints the people's passwords once. Needs curl and a running server.
#
# Settings: BASE (http://127.0.0.1:8080), KEY (data/bootstrap-api-key), SLUG (shop), SHOP (http://127.0.0.1:9010),
# OUT (data/agent-loop.json)
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
data=${LUMOAUTH_DATA:-$root/data}
BASE=${BASE:-http://127.0.0.1:${LUMOAUTH_HTTP_PORT:-8080}}
KEY=${KEY:-$(cat "$data/bootstrap-api-key")}
SLUG=${SLUG:-shop}
SHOP=${SHOP:-http://127.0.0.1:9010}
OUT=${OUT:-$data/agent-loop.json}
api=$BASE/t/$SLUG/api/v1

member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
random() { od -An -N12 -tx1 /dev/urandom | tr -d ' \n'; }
post() { # url, header, body; more arguments of curl
  url=$1 header=$2 body=$3
  shift 3
  answer=$(curl -sS --fail-with-body "$url" -H "$header" -H 'Content-Type: application/json' -d "$body" "$@") || {
    printf '%s\n%s\n' "$url" "$answer" >&2
    exit 1
  }
  printf '%s' "$answer"
}
call() { post "$api$2" "X-API-Key: $admin" "$3" -X "$1"; } # method, path, body

# 1. A tenant, and what can be permitted in it.
tenant=$(post "$BASE/api/v1/platform/tenants" "Authorization: Bearer $KEY" "{\"slug\":\"$SLUG\",\"name\":\"Shop\"}")
admin=$(printf '%s' "$tenant" | member apiKey)
for action in read cancel refund; do
  call POST /admin/permissions "{\"slug\":\"orders.$action\",\"name\":\"$action orders\"}" >/dev/null
done

# 2. Ada, whose orders they are, and Grace, who approves what agents ask for.
ada_password=$(random)
grace_password=$(random)
user() { call POST /admin/users "{\"email\":\"$1\",\"password\":\"$2\"}"; }
ada=$(user ada@example.com "$ada_password")
grace=$(user grace@example.com "$grace_password")
has() { call POST "/admin/roles/$1/users" "{\"userId\":\"$(printf '%s' "$2" | member id)\"}" >/dev/null; }
call POST /admin/roles '{"name":"Customer","permissions":["orders.read","orders.cancel","orders.refund"]}' >/dev/null
call POST /admin/roles '{"name":"Approver","permissions":["jit.approve"]}' >/dev/null
has customer "$ada"
has approver "$grace"

# 3. The application on Ada's machine: no secret, PKCE, an answer to her own machine (RFC 8252); its tokens may be for the shop.
desk=$(call POST /admin/clients "{\"name\":\"Shop desk\",\"applicationType\":\"native\",\"isConfidential\":false,
  \"grantTypes\":[\"authorization_code\"],\"redirectUris\":[\"http://127.0.0.1/callback\"],\"audienceUris\":[\"$SHOP\"],
  \"allowedScopes\":[\"orders.read\",\"orders.cancel\",\"orders.refund\"]}")

# 4. The shop: a resource server that asks LumoAuth about each token (RFC 7662).
shop=$(call POST /admin/clients '{"name":"Shop","grantTypes":["client_credentials"],"allowedScopes":["introspect"]}')

# 5. The agent. Its capabilities are the ceiling of all it may ever do; a budget bounds what it uses.
agent=$(call POST /admin/agents '{"name":"Order clerk","description":"Looks after orders.",
  "capabilities":["delegate:on_behalf","orders.read","orders.cancel","orders.refund"]}')
agent_id=$(printf '%s' "$agent" | member id)
call PUT "/admin/agents/$agent_id/budget" '{"max_tokens_per_day":100000,"max_cost_per_month_usd":20}' >/dev/null

# 6. What the shop's tools do, in the words of the permissions.
call PATCH /admin/settings/ask '{"toolActions":["read_order=orders.read","cancel_order=orders.cancel",
  "refund_order=orders.refund","delete_customer=customers.delete"]}' >/dev/null

# 7. The shop is no MCP server: agents may name it as where they use a permission.
call PATCH /admin/settings/mcp '{"registeredResourcesOnly":false}' >/dev/null

umask 077
cat >"$OUT" <<JSON
{
  "issuer": "$api",
  "inbox": "$BASE/t/$SLUG/approvals",
  "shop": "$SHOP",
  "agent": {"id": "$(printf '%s' "$agent" | member clientId)", "secret": "$(printf '%s' "$agent" | member clientSecret)"},
  "desk": {"id": "$(printf '%s' "$desk" | member clientId)"},
  "resourceServer": {"id": "$(printf '%s' "$shop" | member clientId)", "secret": "$(printf '%s' "$shop" | member secret)"},
  "user": "ada@example.com"
}
JSON
cat <<TEXT
Written: $OUT
ada@example.com    $ada_password   signs in, and lets the agent act for her
grace@example.com  $grace_password   approves, at $BASE/t/$SLUG/approvals
TEXT
