/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.claims;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Collects claims about subjects from the installed contributors. */
@Component(service = SubjectClaimsAssembler.class)
public final class SubjectClaimsAssembler {

  private final ProviderTracker<SubjectClaimsContributor> contributors;

  @Activate
  public SubjectClaimsAssembler(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(SubjectClaimsContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Returns the names of all supported claims. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    List<ServiceLease<SubjectClaimsContributor>> held = contributors.leaseAvailable();
    try {
      held.forEach(contributor -> names.addAll(contributor.get().claims()));
    } finally {
      held.forEach(ServiceLease::close);
    }
    return names;
  }

  /**
   * Returns the known claims that are permitted for these scopes and requests. Empty claims are
   * omitted.
   *
   * @param languages the preferred languages of claims that were requested without one
   */
  public Map<String, Object> about(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      RequestedClaims requested,
      ClaimLanguageSelector languages) {
    Map<String, Object> claims = new LinkedHashMap<>();
    Map<String, Object> known = known(tenant, subject, client, scope, requested.names());
    for (String name : bare(known.keySet())) {
      languages
          .choose(name, known)
          .filter(value -> requested.accepts(name, value))
          .ifPresent(value -> claims.put(name, value));
    }
    Set<String> tagged = requested.tagged();
    if (!tagged.isEmpty()) {
      Map<String, Object> inLanguages = known(tenant, subject, client, Set.of(), bare(tagged));
      for (String name : tagged) {
        Optional<Object> found = ClaimLanguageSelector.in(name, inLanguages);
        // If the requested language is unknown, the value is returned without a language tag.
        String told = found.isPresent() ? name : ClaimLanguageSelector.withoutTag(name);
        found
            .or(() -> Optional.ofNullable(inLanguages.get(told)))
            .filter(value -> requested.accepts(name, value))
            .ifPresent(value -> claims.putIfAbsent(told, value));
      }
    }
    return claims;
  }

  private static Set<String> bare(Set<String> names) {
    Set<String> bare = new LinkedHashSet<>();
    names.forEach(name -> bare.add(ClaimLanguageSelector.withoutTag(name)));
    return bare;
  }

  /**
   * Returns the individually requested claims that belong to a scope the client is allowed to
   * request.
   */
  private static Set<String> permitted(
      SubjectClaimsContributor contributor, Client client, Set<String> requested) {
    Map<String, String> scopes = contributor.scopeByClaim();
    return requested.stream()
        .filter(name -> scopes.containsKey(name) && client.scope().contains(scopes.get(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the known claims, with the names in all languages. */
  private Map<String, Object> known(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      Set<String> requested) {
    Map<String, Object> known = new LinkedHashMap<>();
    List<ServiceLease<SubjectClaimsContributor>> held = contributors.leaseAvailable();
    try {
      for (ServiceLease<SubjectClaimsContributor> contributor : held) {
        SubjectClaimsContributor one = contributor.get();
        one.claims(tenant, subject, client, scope, permitted(one, client, requested))
            .forEach(
                (name, value) -> {
                  if (!SubjectClaimsContributor.OF_THE_SERVER.contains(
                          ClaimLanguageSelector.withoutTag(name))
                      && value != null) {
                    known.putIfAbsent(name, value);
                  }
                });
      }
    } finally {
      held.forEach(ServiceLease::close);
    }
    return known;
  }
}
