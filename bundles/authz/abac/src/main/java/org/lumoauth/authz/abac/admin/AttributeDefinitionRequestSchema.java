/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body for an attribute. */
public record AttributeDefinitionRequestSchema(
    String name,
    String slug,
    String description,
    @SchemaProperty(oneOf = {"user", "resource", "environment"}) String attributeType,
    @SchemaProperty(oneOf = {"string", "number", "boolean", "array", "date"}) String dataType,
    Map<String, Object> validationRules,
    Object defaultValue,
    Boolean isRequired) {}
