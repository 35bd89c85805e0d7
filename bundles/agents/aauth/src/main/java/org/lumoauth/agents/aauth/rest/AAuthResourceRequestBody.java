package org.lumoauth.agents.aauth.rest;

import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** What a body may say of a resource. */
record AAuthResourceRequestBody(
    String identifier,
    String name,
    String owner,
    Boolean enabled,
    @SchemaProperty(description = "Its keys, or jwksUri") Map<String, Object> jwks,
    String jwksUri,
    @SchemaProperty(description = "What each is for") Map<String, Object> scopes,
    String level) {}
