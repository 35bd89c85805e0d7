/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body for a policy. */
public record PolicyRequestSchema(
    String name,
    String slug,
    String description,
    String resourceType,
    String action,
    @SchemaProperty(oneOf = {"allow", "deny"}) String effect,
    Integer priority,
    Map<String, Object> conditions,
    @SchemaProperty(description = "An expression; alternatively send `conditions`")
        String expression,
    Boolean isActive) {}
