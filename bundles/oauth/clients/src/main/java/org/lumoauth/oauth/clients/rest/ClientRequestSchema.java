/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body of a client. */
record ClientRequestSchema(
    String name,
    List<String> redirectUris,
    @SchemaProperty(description = "An alias of `scopes`") List<String> allowedScopes,
    List<String> scopes,
    List<String> grantTypes,
    Boolean isConfidential,
    Boolean requiresPkce,
    Boolean isActive,
    @SchemaProperty(oneOf = {"web", "native", "service"}) String applicationType,
    List<String> tokenEndpointAuthMethods,
    List<String> audienceUris,
    @SchemaProperty(description = "The lifetime in seconds") Long accessTokenLifetime,
    @SchemaProperty(description = "The lifetime in seconds") Long refreshTokenLifetime,
    @SchemaProperty(
            description = "Client metadata by registered name, such as `post_logout_redirect_uris`")
        Map<String, Object> metadata) {}
