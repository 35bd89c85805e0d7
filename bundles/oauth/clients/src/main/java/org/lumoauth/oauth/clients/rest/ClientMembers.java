package org.lumoauth.oauth.clients.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.Member;

/** What a body may say of a client. */
record ClientMembers(
    String name,
    List<String> redirectUris,
    @Member(says = "As scopes") List<String> allowedScopes,
    List<String> scopes,
    List<String> grantTypes,
    Boolean isConfidential,
    Boolean requiresPkce,
    Boolean isActive,
    @Member(oneOf = {"web", "native", "service"}) String applicationType,
    List<String> tokenEndpointAuthMethods,
    List<String> audienceUris,
    @Member(says = "Seconds") Long accessTokenLifetime,
    @Member(says = "Seconds") Long refreshTokenLifetime,
    @Member(says = "Client metadata by its registered names") Map<String, Object> metadata) {}
