/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.oauth.ServerMetadataContributor;

/**
 * Determines which scopes concern a user's personal data, as modules declare. No client gets such a
 * scope without the user's consent. A module's declaration is cached while the module is being
 * replaced. For a module that has not started yet, its service properties are used. If both are
 * missing, every scope is treated as personal.
 */
final class PersonalScopeRegistry {

  private final ProviderTracker<ServerMetadataContributor> contributors;
  private final Map<String, Set<String>> said = new ConcurrentHashMap<>();

  PersonalScopeRegistry(ProviderRegistry registry) {
    this.contributors = registry.track(ServerMetadataContributor.class);
  }

  void close() {
    contributors.close();
  }

  /** Returns whether one of the scopes is or may be personal. */
  boolean containsAny(Collection<String> scopes) {
    Set<String> missed = listen();
    return said.values().stream().anyMatch(own -> !Collections.disjoint(own, scopes))
        || missed.stream().anyMatch(name -> mayOwn(name, scopes));
  }

  /** Returns the names of the modules that could not be queried. */
  private Set<String> listen() {
    try (LeasedProviders<ServerMetadataContributor> held = contributors.leaseAll()) {
      held.leases()
          .forEach(
              contributor ->
                  said.put(contributor.name(), Set.copyOf(contributor.get().personalScopes())));
      return held.unavailable().keySet();
    }
  }

  private boolean mayOwn(String name, Collection<String> scopes) {
    return declared(name)
        .map(own -> !Collections.disjoint(own, scopes))
        .orElseGet(() -> !said.containsKey(name));
  }

  private Optional<Set<String>> declared(String name) {
    Object value =
        contributors.lastKnownProperties(name).get(ServerMetadataContributor.PERSONAL_SCOPES);
    return Optional.ofNullable(value)
        .map(texts -> texts instanceof Object[] several ? Stream.of(several) : Stream.of(texts))
        .map(texts -> texts.map(String::valueOf).collect(Collectors.toSet()));
  }
}
