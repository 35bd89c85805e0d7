package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Whoever had an agent's token made holds what is made from it: nobody asks in the agent's name by
 * a token that does not tell.
 */
@Component(service = TokenHolders.class)
public final class TokenHolders {

  private static final String NAME = "agents";

  private final Providers<AgentRegistry> registries;

  @Activate
  public TokenHolders(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Keeps it for the token that was made.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can keep it
   */
  void keep(
      TenantContext tenant,
      IssuedToken token,
      PresentedToken subject,
      Optional<PresentedToken> actor) {
    Set<String> from =
        Stream.concat(Stream.of(subject), actor.stream())
            .flatMap(presented -> presented.token().stream())
            .filter(TokenHolders::ofAnAgent)
            .map(VerifiedToken::id)
            .collect(Collectors.toUnmodifiableSet());
    if (from.isEmpty()) {
      return;
    }
    Optional<Lease<AgentRegistry>> found = registries.acquireInstalled(NAME);
    if (found.isPresent()) {
      try (Lease<AgentRegistry> registry = found.get()) {
        registry.get().madeFrom(tenant, token, from);
      }
    }
  }

  private static boolean ofAnAgent(VerifiedToken token) {
    return Stream.concat(Stream.of(token.subject()), token.actors().stream())
        .anyMatch(party -> party.type().equals(SubjectRef.AGENT));
  }
}
