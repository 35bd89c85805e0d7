/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.PolicyEffect;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;

/** Parses the request body for a policy. */
final class PolicyBodyParser {

  static final Set<String> MEMBERS = SchemaPropertyNameReader.namesOf(PolicyRequestSchema.class);

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int MAX_EXPRESSION = 4_096;
  private static final int MAX_PRIORITY = 1_000;

  private final AbacRequestBodyReader body;

  PolicyBodyParser(Map<String, Object> sent) {
    this.body = new AbacRequestBodyReader(sent, MEMBERS);
  }

  void requireVersion(long current) {
    body.requireVersion(current);
  }

  /**
   * Returns a complete policy; omitted members get their defaults.
   *
   * @param slug the slug if the body has none; null to derive it from the name
   * @throws ApiException 400 {@code invalid_request} for an invalid effect or conditions, 422 for
   *     other errors
   */
  PolicyDocument toDocument(String slug) {
    var name = body.members().requireText("name", MAX_NAME).strip();
    var given =
        body.members().text("slug", MAX_NAME).map(AbacNameValidator::policySlug).orElse(slug);
    return checked(
        new PolicyDocument(
            given == null ? AbacNameValidator.policySlugFrom(name) : given,
            name,
            description(),
            part("resourceType", PolicyDocument.ANY),
            part("action", PolicyDocument.ANY),
            effect(),
            priority(0),
            conditions(),
            expression(),
            body.members().flag("isActive").orElse(true)));
  }

  /**
   * Returns the policy with the members of the body. Setting conditions removes the expression, and
   * vice versa.
   */
  PolicyDocument mergeInto(PolicyDocument was) {
    boolean condition = body.has("conditions") || body.has("expression");
    return checked(
        new PolicyDocument(
            body.members()
                .text("slug", MAX_NAME)
                .map(AbacNameValidator::policySlug)
                .orElse(was.slug()),
            body.has("name") ? body.members().requireText("name", MAX_NAME).strip() : was.name(),
            body.has("description") ? description() : was.description(),
            part("resourceType", was.resourceType()),
            part("action", was.action()),
            body.has("effect") ? effect() : was.effect(),
            priority(was.priority()),
            condition ? conditions() : was.conditions(),
            condition ? expression() : was.expression(),
            body.members().flag("isActive").orElse(was.active())));
  }

  private String description() {
    return body.members()
        .text("description", MAX_DESCRIPTION)
        .filter(text -> !text.isBlank())
        .orElse(null);
  }

  private String part(String member, String otherwise) {
    return body.members()
        .text(member, MAX_NAME)
        .map(text -> AbacNameValidator.part(member, text))
        .orElse(otherwise);
  }

  private PolicyEffect effect() {
    if (body.raw("effect") instanceof String word) {
      var effect = PolicyEffect.of(word);
      if (effect.isPresent()) {
        return effect.get();
      }
    }
    throw new ApiException(
        400, "invalid_request", "`effect` must be allow or deny.", Map.of("field", "effect"));
  }

  private int priority(int otherwise) {
    if (!body.has("priority")) {
      return otherwise;
    }
    if (body.raw("priority") instanceof Integer number && number >= 0 && number <= MAX_PRIORITY) {
      return number;
    }
    throw ApiException.invalid(
        "priority", "`priority` must be an integer from 0 to " + MAX_PRIORITY + ".");
  }

  private Map<String, Object> conditions() {
    var sent = body.raw("conditions");
    if (sent != null && !(sent instanceof Map<?, ?>)) {
      throw new ApiException(
          400,
          "invalid_request",
          "`conditions` must be an object, for example {\"all\": [...]}.",
          Map.of("field", "conditions"));
    }
    return body.object("conditions").orElse(Map.of());
  }

  private String expression() {
    var sent = body.raw("expression");
    if (sent == null || "".equals(sent)) {
      return null;
    }
    if (!(sent instanceof String text) || text.isBlank() || text.length() > MAX_EXPRESSION) {
      throw ApiException.invalid(
          "expression", "`expression` must be a string of 1 to " + MAX_EXPRESSION + " characters.");
    }
    return text;
  }

  private static PolicyDocument checked(PolicyDocument document) {
    if (document.source().isPresent() && !document.conditions().isEmpty()) {
      throw ApiException.invalid("expression", "`conditions` and `expression` cannot be combined.");
    }
    if (SystemPermissions.isAdministrative(document.resourceType() + "." + document.action())) {
      throw ApiException.invalid(
          "resourceType",
          "Policies do not apply to permissions for the administration of this "
              + "server. Use roles for"
              + " them.");
    }
    return document;
  }
}
