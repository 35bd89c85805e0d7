/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.util.Map;
import java.util.Objects;

/**
 * The settings of a trust rule as set by an administrator; serializable as JSON.
 *
 * @param holderId the agent ({@code agt_}) or blueprint that trusted workloads act as
 * @param provider the name of the provider that verifies attestations
 * @param name the display name
 * @param enabled whether it is in effect
 * @param trust issuer, audience and conditions, by the provider's own names
 */
public record TrustRuleDefinition(
    String holderId, String provider, String name, boolean enabled, Map<String, Object> trust) {
  public TrustRuleDefinition {
    Objects.requireNonNull(holderId, "holderId");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(name, "name");
    trust = Map.copyOf(trust);
  }

  /** Returns a disabled copy. */
  TrustRuleDefinition disabled() {
    return new TrustRuleDefinition(holderId, provider, name, false, trust);
  }

  /** Whether these settings trust exactly the same workloads, whether enabled or not. */
  boolean trustsTheSameAs(TrustRuleDefinition before) {
    return provider.equals(before.provider) && trust.equals(before.trust);
  }

  /**
   * Whether these settings trust at least the workloads that the given settings trust: only the
   * name differs, or the rule gets enabled.
   */
  boolean trustsAsMuchAs(TrustRuleDefinition before) {
    return trustsTheSameAs(before) && (enabled || !before.enabled);
  }
}
