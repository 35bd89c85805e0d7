/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Records the token as derived from an agent's token, so that it counts as held by the client for
 * which the agent's token was issued.
 */
@Component(service = AgentDerivedTokenRecorder.class)
public final class AgentDerivedTokenRecorder {

  private static final String NAME = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AgentDerivedTokenRecorder(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Records the origin of the issued token.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the agent registry
   *     is unavailable
   */
  void recordHolders(
      TenantContext tenant,
      IssuedToken token,
      ExchangeInputToken subject,
      Optional<ExchangeInputToken> actor) {
    Set<String> from =
        Stream.concat(Stream.of(subject), actor.stream())
            .flatMap(presented -> presented.token().stream())
            .filter(AgentDerivedTokenRecorder::ofAnAgent)
            .map(VerifiedToken::id)
            .collect(Collectors.toUnmodifiableSet());
    if (from.isEmpty()) {
      return;
    }
    Optional<ServiceLease<AgentRegistry>> found = registries.leaseInstalled(NAME);
    if (found.isPresent()) {
      try (ServiceLease<AgentRegistry> registry = found.get()) {
        registry.get().recordDerivedToken(tenant, token, from);
      }
    }
  }

  private static boolean ofAnAgent(VerifiedToken token) {
    return Stream.concat(Stream.of(token.subject()), token.actors().stream())
        .anyMatch(party -> party.type().equals(SubjectRef.AGENT));
  }
}
