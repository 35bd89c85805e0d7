package org.lumoauth.agents.jit;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lumoauth.api.agent.AgentBudgets;
import org.lumoauth.api.agent.Delegations;
import org.lumoauth.api.delivery.SignedNotices;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Modules that may be there or not. */
@Component(service = Neighbours.class)
public final class Neighbours {

  private static final String BUDGETS = "agents";
  private static final String DELEGATIONS = "delegation";

  private final Providers<Delegations> delegations;
  private final Providers<AgentBudgets> budgets;
  private final Providers<SignedNotices> notices;

  @Activate
  public Neighbours(@Reference ProviderRegistry registry) {
    this.delegations = registry.follow(Delegations.class);
    this.budgets = registry.follow(AgentBudgets.class);
    this.notices = registry.follow(SignedNotices.class);
  }

  @Deactivate
  void close() {
    delegations.close();
    budgets.close();
    notices.close();
  }

  /**
   * What delegations say; empty where the module is not there.
   *
   * @throws Problem 503 {@code module_unavailable} while it is installed and away
   */
  <T> Optional<T> delegations(Function<Delegations, T> work) {
    return withInstalled(delegations, DELEGATIONS, work);
  }

  /**
   * Charges budgets where there are any.
   *
   * @throws Problem 503 {@code module_unavailable} while the module is installed and away, since
   *     nothing may be used that is not counted
   */
  void budgets(Consumer<AgentBudgets> work) {
    withInstalled(
        budgets,
        BUDGETS,
        provider -> {
          work.accept(provider);
          return true;
        });
  }

  /**
   * The cost in US dollars above which the agent's budget wants a person to approve; empty without.
   *
   * @throws Problem 503 {@code module_unavailable} while the module is installed and away, since
   *     nobody knows then whom to ask
   */
  Optional<BigDecimal> approvalAboveUsd(TenantContext tenant, String agentId) {
    return withInstalled(budgets, BUDGETS, provider -> provider.approvalAboveUsd(tenant, agentId))
        .flatMap(Function.identity());
  }

  /** Has a notice sent; whether the module is there. */
  boolean notices(Consumer<SignedNotices> work) {
    return with(
            notices.acquire("webhook"),
            provider -> {
              work.accept(provider);
              return true;
            })
        .isPresent();
  }

  private static <P, T> Optional<T> withInstalled(
      Providers<P> providers, String name, Function<P, T> work) {
    return with(providers.acquireInstalled(name), work);
  }

  private static <P, T> Optional<T> with(Optional<Lease<P>> found, Function<P, T> work) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Lease<P> held = found.get()) {
      return Optional.ofNullable(work.apply(held.get()));
    }
  }
}
