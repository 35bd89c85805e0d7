package org.lumoauth.agents.workload.rule;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the registry who says which workloads are an agent: they can be it. */
@Component(service = RuleSetters.class)
public final class RuleSetters {

  private static final Logger LOG = LoggerFactory.getLogger(RuleSetters.class);

  private static final String AGENTS = "agents";

  private final Providers<AgentRegistry> registries;

  @Activate
  public RuleSetters(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Somebody is about to make a rule, or to let one trust something else. Of what it trusted before
   * some may be left, so whoever said that counts on.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can keep it
   */
  void set(TenantContext tenant, String holderId, String ruleId, Initiator by) {
    Optional<Lease<AgentRegistry>> found = registries.acquireInstalled(AGENTS);
    if (found.isPresent()) {
      try (Lease<AgentRegistry> registry = found.get()) {
        registry.get().credentialSet(tenant, holderId, ruleId, false, by);
      }
    }
  }

  /** A rule is gone. Trust ends also where that can't be kept now: who set it counts on then. */
  void ended(TenantContext tenant, String holderId, String ruleId) {
    told(tenant, ruleId, registry -> registry.credentialEnded(tenant, holderId, ruleId));
  }

  /** A rule never was. Where that can't be kept now, who wanted it counts on. */
  void refused(TenantContext tenant, String holderId, String ruleId) {
    told(tenant, ruleId, registry -> registry.credentialRefused(tenant, holderId, ruleId));
  }

  private void told(TenantContext tenant, String ruleId, Consumer<AgentRegistry> telling) {
    try (Lease<AgentRegistry> registry = registries.acquire(AGENTS).orElse(null)) {
      if (registry != null) {
        telling.accept(registry.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("workload.setters_count_on tenant={} rule={}", tenant.id(), ruleId, e);
    }
  }
}
