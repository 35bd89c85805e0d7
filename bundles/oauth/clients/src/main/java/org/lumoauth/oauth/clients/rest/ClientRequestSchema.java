package org.lumoauth.oauth.clients.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body of a client. */
record ClientRequestSchema(
    String name,
    List<String> redirectUris,
    @SchemaProperty(description = "As scopes") List<String> allowedScopes,
    List<String> scopes,
    List<String> grantTypes,
    Boolean isConfidential,
    Boolean requiresPkce,
    Boolean isActive,
    @SchemaProperty(oneOf = {"web", "native", "service"}) String applicationType,
    List<String> tokenEndpointAuthMethods,
    List<String> audienceUris,
    @SchemaProperty(description = "Seconds") Long accessTokenLifetime,
    @SchemaProperty(description = "Seconds") Long refreshTokenLifetime,
    @SchemaProperty(description = "Client metadata by its registered names")
        Map<String, Object> metadata) {}
