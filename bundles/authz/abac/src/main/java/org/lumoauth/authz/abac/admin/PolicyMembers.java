package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.platform.web.description.Member;

/** What a body may say of a policy. */
public record PolicyMembers(
    String name,
    String slug,
    String description,
    String resourceType,
    String action,
    @Member(oneOf = {"allow", "deny"}) String effect,
    Integer priority,
    Map<String, Object> conditions,
    @Member(says = "In place of conditions") String expression,
    Boolean isActive) {}
