package org.lumoauth.agents.workload.rule;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the registry who says which workloads are an agent: they can be it. */
@Component(service = TrustRuleProvenanceReporter.class)
public final class TrustRuleProvenanceReporter {

  private static final Logger LOG = LoggerFactory.getLogger(TrustRuleProvenanceReporter.class);

  private static final String AGENTS = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public TrustRuleProvenanceReporter(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Somebody is about to make a rule, or to let one trust something else. Of what it trusted before
   * some may be left, so whoever said that counts on.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while nobody can keep
   *     it
   */
  void reportSet(TenantContext tenant, String holderId, String ruleId, AuditInitiator by) {
    Optional<ServiceLease<AgentRegistry>> found = registries.leaseInstalled(AGENTS);
    if (found.isPresent()) {
      try (ServiceLease<AgentRegistry> registry = found.get()) {
        registry.get().recordCredentialSet(tenant, holderId, ruleId, false, by);
      }
    }
  }

  /** A rule is gone. Trust ends also where that can't be kept now: who set it counts on then. */
  void reportRemoved(TenantContext tenant, String holderId, String ruleId) {
    told(tenant, ruleId, registry -> registry.recordCredentialEnded(tenant, holderId, ruleId));
  }

  /** A rule never was. Where that can't be kept now, who wanted it counts on. */
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
