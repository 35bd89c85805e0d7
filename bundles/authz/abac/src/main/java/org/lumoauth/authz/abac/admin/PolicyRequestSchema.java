package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** What a body may say of a policy. */
public record PolicyRequestSchema(
    String name,
    String slug,
    String description,
    String resourceType,
    String action,
    @SchemaProperty(oneOf = {"allow", "deny"}) String effect,
    Integer priority,
    Map<String, Object> conditions,
    @SchemaProperty(description = "In place of conditions") String expression,
    Boolean isActive) {}
