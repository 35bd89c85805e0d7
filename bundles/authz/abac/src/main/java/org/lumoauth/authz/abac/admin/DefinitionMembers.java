package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.platform.web.description.Member;

/** What a body may say of an attribute. */
public record DefinitionMembers(
    String name,
    String slug,
    String description,
    @Member(oneOf = {"user", "resource", "environment"}) String attributeType,
    @Member(oneOf = {"string", "number", "boolean", "array", "date"}) String dataType,
    Map<String, Object> validationRules,
    Object defaultValue,
    Boolean isRequired) {}
