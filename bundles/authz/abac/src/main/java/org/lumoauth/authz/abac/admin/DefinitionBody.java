package org.lumoauth.authz.abac.admin;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.attribute.DataType;
import org.lumoauth.platform.web.description.MemberNames;

/** Reads what was sent of a definition. */
final class DefinitionBody {

  static final Set<String> MEMBERS = MemberNames.of(DefinitionMembers.class);

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;

  private final Body body;

  DefinitionBody(Map<String, Object> sent) {
    this.body = new Body(sent, MEMBERS);
  }

  void requireVersion(long current) {
    body.requireVersion(current);
  }

  /**
   * A whole definition.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  AttributeDefinition whole() {
    var name = body.members().required("name", MAX_NAME).strip();
    return new AttributeDefinition(
        body.members()
            .text("slug", MAX_NAME)
            .map(Names::attributeSlug)
            .orElseGet(() -> Names.attributeSlugFrom(name)),
        name,
        description(),
        type(),
        dataType(),
        rules(),
        body.raw("defaultValue"),
        body.members().flag("isRequired").orElse(false));
  }

  /** The definition with what was sent; its slug, its type and its values' type stay for good. */
  AttributeDefinition over(AttributeDefinition was) {
    refuseOther("slug", was.slug());
    refuseOther("attributeType", was.type().word());
    refuseOther("dataType", was.dataType().word());
    return new AttributeDefinition(
        was.slug(),
        body.has("name") ? body.members().required("name", MAX_NAME).strip() : was.name(),
        body.has("description") ? description() : was.description(),
        was.type(),
        was.dataType(),
        body.has("validationRules") ? rules() : was.rules(),
        body.has("defaultValue") ? body.raw("defaultValue") : was.defaultValue(),
        body.members().flag("isRequired").orElse(was.required()));
  }

  /** The definition as if only what was sent had ever been said. */
  AttributeDefinition inPlaceOf(AttributeDefinition was) {
    return over(
        new AttributeDefinition(
            was.slug(), was.name(), null, was.type(), was.dataType(), Map.of(), null, false));
  }

  private void refuseOther(String member, String was) {
    if (body.has(member) && !was.equals(body.raw(member))) {
      throw Problem.invalid(
          member, member + " can't be changed: policies and values depend on it.");
    }
  }

  private String description() {
    return body.members()
        .text("description", MAX_DESCRIPTION)
        .filter(text -> !text.isBlank())
        .orElse(null);
  }

  private AttributeType type() {
    return AttributeType.of(body.members().required("attributeType", MAX_NAME))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "attributeType", "attributeType is user, resource or environment."));
  }

  private DataType dataType() {
    return DataType.of(body.members().required("dataType", MAX_NAME))
        .orElseThrow(
            () ->
                Problem.invalid("dataType", "dataType is string, number, boolean, array or date."));
  }

  private Map<String, Object> rules() {
    var rules = body.object("validationRules").orElse(Map.of());
    if (rules.values().stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid("validationRules", "A rule is not null.");
    }
    return rules;
  }
}
