package org.lumoauth.agents.workload.rule;

import java.util.Map;
import java.util.Objects;

/**
 * What an administrator set of a trust rule. JSON can hold it.
 *
 * @param holderId the agent ({@code agt_}) or blueprint whose workloads it trusts
 * @param provider the name of the provider that verifies attestations
 * @param name what people call it
 * @param enabled whether it trusts anything now
 * @param trust issuer, audience and conditions, by the provider's own names
 */
public record TrustRuleSettings(
    String holderId, String provider, String name, boolean enabled, Map<String, Object> trust) {
  public TrustRuleSettings {
    Objects.requireNonNull(holderId, "holderId");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(name, "name");
    trust = Map.copyOf(trust);
  }

  /** The same, trusting nothing now. */
  TrustRuleSettings disabled() {
    return new TrustRuleSettings(holderId, provider, name, false, trust);
  }

  /** Whether these say of the same workloads that they are trusted, now or when enabled. */
  boolean trustsTheSameAs(TrustRuleSettings before) {
    return provider.equals(before.provider) && trust.equals(before.trust);
  }

  /** Whether these trust what those before did, and perhaps more: nothing but the name differs. */
  boolean trustsAsMuchAs(TrustRuleSettings before) {
    return trustsTheSameAs(before) && (enabled || !before.enabled);
  }
}
