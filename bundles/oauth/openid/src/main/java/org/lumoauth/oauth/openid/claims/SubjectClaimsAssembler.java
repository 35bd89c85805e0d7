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
import org.lumoauth.api.oauth.ClaimsContributor;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Claims about subjects by whatever contributors are installed. */
@Component(service = SubjectClaimsAssembler.class)
public final class SubjectClaimsAssembler {

  private final ProviderTracker<ClaimsContributor> contributors;

  @Activate
  public SubjectClaimsAssembler(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(ClaimsContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Names of the claims that there are. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    List<ServiceLease<ClaimsContributor>> held = contributors.leaseAvailable();
    try {
      held.forEach(contributor -> names.addAll(contributor.get().claims()));
    } finally {
      held.forEach(ServiceLease::close);
    }
    return names;
  }

  /**
   * What is known and may be told for these scopes and requests; a claim is never empty.
   *
   * @param languages what the client wants claims in that it names no language for
   */
  public Map<String, Object> about(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      RequestedClaims requested,
      ClaimLanguageTags languages) {
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
        Optional<Object> found = ClaimLanguageTags.in(name, inLanguages);
        // In a language that is not known it is told as it is, and not called what it is not.
        String told = found.isPresent() ? name : ClaimLanguageTags.withoutTag(name);
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
    names.forEach(name -> bare.add(ClaimLanguageTags.withoutTag(name)));
    return bare;
  }

  /** What is asked for by its name is of a scope, and told to nobody who may not have that. */
  private static Set<String> permitted(
      ClaimsContributor contributor, Client client, Set<String> requested) {
    Map<String, String> scopes = contributor.scopeByClaim();
    return requested.stream()
        .filter(name -> scopes.containsKey(name) && client.scope().contains(scopes.get(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** With the names in all languages. */
  private Map<String, Object> known(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      Set<String> requested) {
    Map<String, Object> known = new LinkedHashMap<>();
    List<ServiceLease<ClaimsContributor>> held = contributors.leaseAvailable();
    try {
      for (ServiceLease<ClaimsContributor> contributor : held) {
        ClaimsContributor one = contributor.get();
        one.claims(tenant, subject, client, scope, permitted(one, client, requested))
            .forEach(
                (name, value) -> {
                  if (!ClaimsContributor.OF_THE_SERVER.contains(ClaimLanguageTags.withoutTag(name))
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
