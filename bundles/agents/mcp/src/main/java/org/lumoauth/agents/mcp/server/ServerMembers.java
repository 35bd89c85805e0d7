package org.lumoauth.agents.mcp.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.Member;

/** What a body may say of an MCP server. */
public record ServerMembers(
    String name,
    @JsonProperty("resource_uri") String resourceUri,
    @JsonProperty("endpoint_url") String endpointUrl,
    String description,
    @JsonProperty("scopes_supported") List<String> scopes,
    @JsonProperty("scope_descriptions") Map<String, String> scopeDescriptions,
    @Member(oneOf = {"http_streamable", "http_sse", "stdio"}) String transport,
    @Member(oneOf = {ServerSpec.OAUTH, ServerSpec.NONE}) @JsonProperty("auth_mode") String authMode,
    @Member(oneOf = {"active", "disabled"}) String status,
    @Member(says = "Seconds") @JsonProperty("token_lifetime") Long tokenLifetime,
    @JsonProperty("allowed_client_ids") List<String> allowedClientIds,
    @JsonProperty("require_pkce") Boolean requirePkce,
    @JsonProperty("require_resource_param") Boolean requireResourceParam,
    @JsonProperty("require_dpop") Boolean requireDpop,
    List<String> capabilities) {}
