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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Scopes over what is a person's own, as modules say: no client has one of these without the
 * person's word. What a module said is remembered while it is being replaced; of one that has not
 * started yet it is known by its service properties. Where neither says anything, every scope may
 * be one of them.
 */
@Component(service = PersonalScopeRegistry.class)
public final class PersonalScopeRegistry {

  private final ProviderTracker<ServerMetadataContributor> contributors;
  private final Map<String, Set<String>> said = new ConcurrentHashMap<>();

  @Activate
  public PersonalScopeRegistry(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(ServerMetadataContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Whether one of these scopes is, or may be, over what is a person's own. */
  boolean containsAny(Collection<String> scopes) {
    Set<String> missed = listen();
    return said.values().stream().anyMatch(own -> !Collections.disjoint(own, scopes))
        || missed.stream().anyMatch(name -> mayOwn(name, scopes));
  }

  /** The names of those who could not be heard. */
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
