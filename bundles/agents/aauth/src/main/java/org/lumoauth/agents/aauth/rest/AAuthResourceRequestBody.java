/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.rest;

import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The body that registers or changes a resource. */
record AAuthResourceRequestBody(
    String identifier,
    String name,
    String owner,
    Boolean enabled,
    @SchemaProperty(description = "The keys as a JWK Set; alternatively send `jwksUri`")
        Map<String, Object> jwks,
    String jwksUri,
    @SchemaProperty(description = "The scopes, each with a description") Map<String, Object> scopes,
    String level) {}
