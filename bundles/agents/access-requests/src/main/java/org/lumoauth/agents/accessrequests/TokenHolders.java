package org.lumoauth.agents.accessrequests;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The people who had an agent's token made: they hold it, and ask by it. */
@Component(service = TokenHolders.class)
public final class TokenHolders {

  private static final String NAME = "agents";

  private final Providers<AgentRegistry> registries;

  @Activate
  public TokenHolders(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
  }

  @Deactivate
  void stop() {
    registries.close();
  }

  /**
   * Those of the caller's token; nobody where there are no agents.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can tell
   */
  Set<SubjectRef> of(TenantContext tenant, Caller caller) {
    return ask(agents -> agents.mintedBy(tenant, caller.credentialId()));
  }

  /**
   * Those of the agents that a question is about, whichever token they act by.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can tell
   */
  Set<SubjectRef> of(TenantContext tenant, Question question) {
    List<SubjectRef> acting =
        Stream.concat(Stream.of(question.subject()), question.actors().stream())
            .filter(party -> party.type().equals(SubjectRef.AGENT))
            .toList();
    return acting.isEmpty()
        ? Set.of()
        : ask(
            agents ->
                acting.stream()
                    .flatMap(agent -> agents.tokensHeldBy(tenant, agent.id()).stream())
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private Set<SubjectRef> ask(Function<AgentRegistry, Set<SubjectRef>> question) {
    Optional<Lease<AgentRegistry>> found = registries.acquireInstalled(NAME);
    if (found.isEmpty()) {
      return Set.of();
    }
    try (Lease<AgentRegistry> lease = found.get()) {
      return question.apply(lease.get());
    }
  }
}
