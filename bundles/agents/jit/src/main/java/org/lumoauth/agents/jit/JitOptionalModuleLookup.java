/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.delivery.WebhookSender;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Access to modules that may not be installed. */
@Component(service = JitOptionalModuleLookup.class)
public final class JitOptionalModuleLookup {

  private static final String BUDGETS = "agents";
  private static final String DELEGATIONS = "delegation";

  private final ProviderTracker<AgentDelegationLookup> delegations;
  private final ProviderTracker<AgentBudgetService> budgets;
  private final ProviderTracker<WebhookSender> notices;

  @Activate
  public JitOptionalModuleLookup(@Reference ProviderRegistry registry) {
    this.delegations = registry.track(AgentDelegationLookup.class);
    this.budgets = registry.track(AgentBudgetService.class);
    this.notices = registry.track(WebhookSender.class);
  }

  @Deactivate
  void close() {
    delegations.close();
    budgets.close();
    notices.close();
  }

  /**
   * Queries delegations; empty if the module is not installed.
   *
   * @throws ApiException 503 {@code module_unavailable} while it is installed but unavailable
   */
  public <T> Optional<T> delegations(Function<AgentDelegationLookup, T> work) {
    return withInstalled(delegations, DELEGATIONS, work);
  }

  /**
   * Charges budgets if the module is installed.
   *
   * @throws ApiException 503 {@code module_unavailable} while the module is installed but
   *     unavailable, since uncounted use is not allowed
   */
  public void budgets(Consumer<AgentBudgetService> work) {
    withInstalled(
        budgets,
        BUDGETS,
        provider -> {
          work.accept(provider);
          return true;
        });
  }

  /**
   * Returns the cost in US dollars above which the agent's budget requires the approval of a
   * person; empty without a limit.
   *
   * @throws ApiException 503 {@code module_unavailable} while the module is installed but
   *     unavailable, since the limit is unknown then
   */
  public Optional<BigDecimal> approvalAboveUsd(TenantContext tenant, String agentId) {
    return withInstalled(
            budgets, BUDGETS, provider -> provider.approvalThresholdUsd(tenant, agentId))
        .flatMap(Function.identity());
  }

  /** Sends a notification; returns whether the webhook module is available. */
  public boolean notices(Consumer<WebhookSender> work) {
    return with(
            notices.lease("webhook"),
            provider -> {
              work.accept(provider);
              return true;
            })
        .isPresent();
  }

  private static <P, T> Optional<T> withInstalled(
      ProviderTracker<P> providers, String name, Function<P, T> work) {
    return with(providers.leaseInstalled(name), work);
  }

  private static <P, T> Optional<T> with(Optional<ServiceLease<P>> found, Function<P, T> work) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<P> held = found.get()) {
      return Optional.ofNullable(work.apply(held.get()));
    }
  }
}
