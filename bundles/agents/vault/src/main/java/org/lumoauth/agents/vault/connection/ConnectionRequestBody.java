/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body for a connection. */
public record ConnectionRequestBody(
    String name,
    String provider,
    @JsonProperty("provider_label") String providerLabel,
    @JsonProperty("grant_mode") String grantMode,
    @SchemaProperty(oneOf = {"active", "disabled"}) String status,
    String issuer,
    @JsonProperty("authorization_endpoint") String authorizationEndpoint,
    @JsonProperty("token_endpoint") String tokenEndpoint,
    @JsonProperty("revocation_endpoint") String revocationEndpoint,
    @JsonProperty("client_id") String clientId,
    @JsonProperty("client_secret") String clientSecret,
    @SchemaProperty(
            oneOf = {
              VaultConnectionDefinition.NONE,
              VaultConnectionDefinition.BASIC,
              VaultConnectionDefinition.POST
            })
        @JsonProperty("token_endpoint_auth_method")
        String authMethod,
    List<String> scopes,
    String resource,
    @JsonProperty("authorization_parameters") Map<String, String> parameters,
    String capability,
    @JsonProperty("agent_ids") List<String> agentIds) {}
