/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumoauth.agents.workload.attest.AgentAndProviderGateway;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.rule.TrustRuleDefinition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Parses trust rules from requests; the provider validates the member {@code trust}. */
public final class TrustRuleRequestBodyParser {

  private static final Set<String> MEMBERS = Set.of("provider", "name", "enabled", "trust");
  private static final int MAX_NAME = 255;
  private static final int MAX_TRUST = 32_000;

  private final AgentAndProviderGateway neighbours;

  public TrustRuleRequestBodyParser(AgentAndProviderGateway neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * Parses a new rule.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public TrustRuleDefinition create(
      TenantContext tenant, String holderId, Map<String, Object> body) {
    JsonObjectMemberReader members = JsonObjectMemberReader.of(body, MEMBERS);
    String provider = members.requireText("provider", MAX_NAME);
    return new TrustRuleDefinition(
        holderId,
        provider,
        members.text("name", MAX_NAME).orElse(provider),
        members.flag("enabled").orElse(true),
        trust(tenant, provider, body.get("trust")));
  }

  /**
   * Returns the rule with the sent members; absent members do not change. {@code trust} is replaced
   * as a whole, so that no condition is kept by accident.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public TrustRuleDefinition change(
      TenantContext tenant, TrustRuleDefinition before, Map<String, Object> body) {
    JsonObjectMemberReader members = JsonObjectMemberReader.of(body, MEMBERS);
    if (members.has("provider")
        && !members.requireText("provider", 255).equals(before.provider())) {
      throw ApiException.invalid("provider", "provider cannot be changed. Create another rule.");
    }
    return new TrustRuleDefinition(
        before.holderId(),
        before.provider(),
        members.has("name") ? members.requireText("name", MAX_NAME) : before.name(),
        members.flag("enabled").orElse(before.enabled()),
        members.has("trust")
            ? trust(tenant, before.provider(), body.get("trust"))
            : before.trust());
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  private Map<String, Object> trust(TenantContext tenant, String provider, @Nullable Object sent) {
    if (!(sent instanceof Map<?, ?> trust) || String.valueOf(sent).length() > MAX_TRUST) {
      throw ApiException.invalid(
          "trust", "trust must be an object with the conditions that the provider checks.");
    }
    if (trust.values().stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid(
          "trust", "trust must not contain null. Omit conditions that are not checked.");
    }
    return neighbours
        .provider(provider, known -> known.check(tenant, (Map<String, Object>) trust))
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "provider",
                    "provider must be one of "
                        + String.join(", ", new TreeSet<>(neighbours.providers()))
                        + "."));
  }

  /** Returns a rule as shown by the admin API. */
  static Map<String, Object> toView(TrustRule rule) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", rule.id());
    shown.put("provider", rule.settings().provider());
    shown.put("name", rule.settings().name());
    shown.put("enabled", rule.settings().enabled());
    shown.put("trust", rule.settings().trust());
    shown.put("createdAt", rule.createdAt().toString());
    return shown;
  }
}
