/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.attribute.AttributeDataType;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;

/** Parses the request body for an attribute definition. */
final class AttributeDefinitionBodyParser {

  static final Set<String> MEMBERS =
      SchemaPropertyNameReader.namesOf(AttributeDefinitionRequestSchema.class);

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;

  private final AbacRequestBodyReader body;

  AttributeDefinitionBodyParser(Map<String, Object> sent) {
    this.body = new AbacRequestBodyReader(sent, MEMBERS);
  }

  void requireVersion(long current) {
    body.requireVersion(current);
  }

  /**
   * Returns a complete definition.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  AttributeDefinition toDefinition() {
    var name = body.members().requireText("name", MAX_NAME).strip();
    return new AttributeDefinition(
        body.members()
            .text("slug", MAX_NAME)
            .map(AbacNameValidator::attributeSlug)
            .orElseGet(() -> AbacNameValidator.attributeSlugFrom(name)),
        name,
        description(),
        type(),
        dataType(),
        rules(),
        body.raw("defaultValue"),
        body.members().flag("isRequired").orElse(false));
  }

  /**
   * Returns the definition with the members of the body; slug, attribute type and data type cannot
   * be changed.
   */
  AttributeDefinition mergeInto(AttributeDefinition was) {
    refuseOther("slug", was.slug());
    refuseOther("attributeType", was.type().word());
    refuseOther("dataType", was.dataType().word());
    return new AttributeDefinition(
        was.slug(),
        body.has("name") ? body.members().requireText("name", MAX_NAME).strip() : was.name(),
        body.has("description") ? description() : was.description(),
        was.type(),
        was.dataType(),
        body.has("validationRules") ? rules() : was.rules(),
        body.has("defaultValue") ? body.raw("defaultValue") : was.defaultValue(),
        body.members().flag("isRequired").orElse(was.required()));
  }

  /** Returns the definition with the body as its complete content. */
  AttributeDefinition replace(AttributeDefinition was) {
    return mergeInto(
        new AttributeDefinition(
            was.slug(), was.name(), null, was.type(), was.dataType(), Map.of(), null, false));
  }

  private void refuseOther(String member, String was) {
    if (body.has(member) && !was.equals(body.raw(member))) {
      throw ApiException.invalid(
          member, "`" + member + "` cannot be changed, because policies and values depend on it.");
    }
  }

  private String description() {
    return body.members()
        .text("description", MAX_DESCRIPTION)
        .filter(text -> !text.isBlank())
        .orElse(null);
  }

  private AttributeCategory type() {
    return AttributeCategory.of(body.members().requireText("attributeType", MAX_NAME))
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "attributeType", "`attributeType` must be user, resource or environment."));
  }

  private AttributeDataType dataType() {
    return AttributeDataType.of(body.members().requireText("dataType", MAX_NAME))
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "dataType", "`dataType` must be string, number, boolean, array or date."));
  }

  private Map<String, Object> rules() {
    var rules = body.object("validationRules").orElse(Map.of());
    if (rules.values().stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid("validationRules", "`validationRules` must not contain null.");
    }
    return rules;
  }
}
