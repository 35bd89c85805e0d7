package org.lumoauth.agents.accessrequests;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The people who had an agent's token made: they hold it, and ask by it. */
@Component(service = AccessRequestTokenHolders.class)
public final class AccessRequestTokenHolders {

  private static final String NAME = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AccessRequestTokenHolders(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void stop() {
    registries.close();
  }

  /**
   * Those of the caller's token; nobody where there are no agents.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while nobody can tell
   */
  Set<SubjectRef> of(TenantContext tenant, Caller caller) {
    return ask(agents -> agents.findTokenRequesters(tenant, caller.credentialId()));
  }

  /**
   * Those of the agents that a question is about, whichever token they act by.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while nobody can tell
   */
  Set<SubjectRef> of(TenantContext tenant, DecisionRequest question) {
    List<SubjectRef> acting =
        Stream.concat(Stream.of(question.subject()), question.actors().stream())
            .filter(party -> party.type().equals(SubjectRef.AGENT))
            .toList();
    return acting.isEmpty()
        ? Set.of()
        : ask(
            agents ->
                acting.stream()
                    .flatMap(agent -> agents.findTokenHolders(tenant, agent.id()).stream())
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private Set<SubjectRef> ask(Function<AgentRegistry, Set<SubjectRef>> question) {
    Optional<ServiceLease<AgentRegistry>> found = registries.leaseInstalled(NAME);
    if (found.isEmpty()) {
      return Set.of();
    }
    try (ServiceLease<AgentRegistry> lease = found.get()) {
      return question.apply(lease.get());
    }
  }
}
