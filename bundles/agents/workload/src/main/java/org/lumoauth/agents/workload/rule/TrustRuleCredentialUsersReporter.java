/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the registry which users set trust rules, because these users can act as the agent.
 */
final class TrustRuleCredentialUsersReporter {

  private static final Logger LOG = LoggerFactory.getLogger(TrustRuleCredentialUsersReporter.class);

  private static final String AGENTS = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  TrustRuleCredentialUsersReporter(ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  void close() {
    registries.close();
  }

  /**
   * Reports that a user is about to create a rule or change its trust. Earlier setters still count,
   * because part of the earlier trust may remain.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the registry cannot
   *     record it
   */
  void reportSet(TenantContext tenant, String holderId, String ruleId, AuditInitiator by) {
    Optional<ServiceLease<AgentRegistry>> found = registries.leaseInstalled(AGENTS);
    if (found.isPresent()) {
      try (ServiceLease<AgentRegistry> registry = found.get()) {
        registry.get().recordCredentialSet(tenant, holderId, ruleId, false, by);
      }
    }
  }

  /**
   * Reports that a rule was deleted. The deletion takes effect even if this cannot be recorded; the
   * setter then continues to count.
   */
  void reportRemoved(TenantContext tenant, String holderId, String ruleId) {
    told(tenant, ruleId, registry -> registry.recordCredentialEnded(tenant, holderId, ruleId));
  }

  /**
   * Reports that a rule was never created. If this cannot be recorded, the requesting user
   * continues to count.
   */
  void reportRefused(TenantContext tenant, String holderId, String ruleId) {
    told(tenant, ruleId, registry -> registry.recordCredentialRejected(tenant, holderId, ruleId));
  }

  private void told(TenantContext tenant, String ruleId, Consumer<AgentRegistry> telling) {
    try (ServiceLease<AgentRegistry> registry = registries.lease(AGENTS).orElse(null)) {
      if (registry != null) {
        telling.accept(registry.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("workload.setters_count_on tenant={} rule={}", tenant.id(), ruleId, e);
    }
  }
}
