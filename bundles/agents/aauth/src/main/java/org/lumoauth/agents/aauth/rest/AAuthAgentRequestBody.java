package org.lumoauth.agents.aauth.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** What a body may say of an agent. */
record AAuthAgentRequestBody(
    String identifier,
    String name,
    String owner,
    Boolean enabled,
    @SchemaProperty(description = "Its keys, or jwksUri") Map<String, Object> jwks,
    String jwksUri,
    @SchemaProperty(description = "What each is for") Map<String, Object> scopes,
    String agentId,
    List<String> redirectUris,
    List<String> features) {}
