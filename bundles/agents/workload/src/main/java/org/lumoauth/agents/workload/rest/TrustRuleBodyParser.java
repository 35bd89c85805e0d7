package org.lumoauth.agents.workload.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.workload.attest.WorkloadOptionalServices;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.rule.TrustRuleSettings;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.JsonObjectMembers;

/** Reads what was sent of a trust rule; the provider knows what the trust itself may say. */
public final class TrustRuleBodyParser {

  private static final Set<String> MEMBERS = Set.of("provider", "name", "enabled", "trust");
  private static final int MAX_NAME = 255;
  private static final int MAX_TRUST = 32_000;

  private final WorkloadOptionalServices neighbours;

  public TrustRuleBodyParser(WorkloadOptionalServices neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * A new rule.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public TrustRuleSettings create(TenantContext tenant, String holderId, Map<String, Object> body) {
    JsonObjectMembers members = JsonObjectMembers.of(body, MEMBERS);
    String provider = members.requireText("provider", MAX_NAME);
    return new TrustRuleSettings(
        holderId,
        provider,
        members.text("name", MAX_NAME).orElse(provider),
        members.flag("enabled").orElse(true),
        trust(tenant, provider, body.get("trust")));
  }

  /**
   * The rule with what was sent; what was not sent stays. The trust is sent whole or not at all, so
   * that nobody trusts what they did not mean to.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public TrustRuleSettings change(
      TenantContext tenant, TrustRuleSettings before, Map<String, Object> body) {
    JsonObjectMembers members = JsonObjectMembers.of(body, MEMBERS);
    if (members.has("provider")
        && !members.requireText("provider", 255).equals(before.provider())) {
      throw ApiException.invalid("provider", "A rule keeps its provider; make another rule.");
    }
    return new TrustRuleSettings(
        before.holderId(),
        before.provider(),
        members.has("name") ? members.requireText("name", MAX_NAME) : before.name(),
        members.flag("enabled").orElse(before.enabled()),
        members.has("trust")
            ? trust(tenant, before.provider(), body.get("trust"))
            : before.trust());
  }

  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private Map<String, Object> trust(TenantContext tenant, String provider, Object sent) {
    if (!(sent instanceof Map<?, ?> trust) || String.valueOf(sent).length() > MAX_TRUST) {
      throw ApiException.invalid("trust", "trust is an object: what the provider is to look for.");
    }
    if (trust.values().stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid(
          "trust", "Leave out what is not to be looked at; null is nothing.");
    }
    return neighbours
        .provider(provider, known -> known.check(tenant, (Map<String, Object>) trust))
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "provider",
                    "provider is one of "
                        + String.join(", ", new TreeSet<>(neighbours.providers()))
                        + "."));
  }

  /** A rule as the admin API shows it. */
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
