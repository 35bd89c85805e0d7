/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body for an MCP server. */
public record McpServerRequestBody(
    String name,
    @JsonProperty("resource_uri") String resourceUri,
    @JsonProperty("endpoint_url") String endpointUrl,
    String description,
    @JsonProperty("scopes_supported") List<String> scopes,
    @JsonProperty("scope_descriptions") Map<String, String> scopeDescriptions,
    @SchemaProperty(oneOf = {"http_streamable", "http_sse", "stdio"}) String transport,
    @SchemaProperty(oneOf = {McpServerSpec.OAUTH, McpServerSpec.NONE}) @JsonProperty("auth_mode")
        String authMode,
    @SchemaProperty(oneOf = {"active", "disabled"}) String status,
    @SchemaProperty(description = "The lifetime of access tokens in seconds")
        @JsonProperty("token_lifetime")
        Long tokenLifetime,
    @JsonProperty("allowed_client_ids") List<String> allowedClientIds,
    @JsonProperty("require_pkce") Boolean requirePkce,
    @JsonProperty("require_resource_param") Boolean requireResourceParam,
    @JsonProperty("require_dpop") Boolean requireDpop,
    List<String> capabilities) {}
