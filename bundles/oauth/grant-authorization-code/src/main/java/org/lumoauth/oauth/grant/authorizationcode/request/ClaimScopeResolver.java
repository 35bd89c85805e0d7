/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Maps individually requested claims to scopes. However a claim is requested, the client must be
 * allowed to request its scope, and the user must consent to it.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#Consent">OpenID Connect Core
 *     sections 3.1.2.4 and 5.5</a>
 */
@Component(service = ClaimScopeResolver.class)
public final class ClaimScopeResolver {

  private final ProviderTracker<SubjectClaimsContributor> contributors;

  @Activate
  public ClaimScopeResolver(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(SubjectClaimsContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /**
   * Returns the requested claims that the client is allowed to request; the others are ignored.
   *
   * @param claims the claims by place and name
   * @throws ApiException 503 {@code module_unavailable} if a module that may define a claim is
   *     unavailable
   */
  public Map<String, Object> permitted(Client client, Map<String, Object> claims) {
    if (claims.isEmpty()) {
      return claims;
    }
    ClaimScopeIndex scopes = scopes();
    Map<String, Object> permitted = new LinkedHashMap<>();
    claims.forEach(
        (place, asked) -> {
          Map<Object, Object> byName = new LinkedHashMap<>((Map<?, ?>) asked);
          byName.keySet().removeIf(name -> !permitted(client, scopes, (String) name));
          permitted.put(place, byName);
        });
    return permitted;
  }

  private static boolean permitted(Client client, ClaimScopeIndex scopes, String name) {
    return ClaimsParameterParser.OF_THE_SIGN_IN.contains(name)
        || scopes.of(name).filter(client.scope()::contains).isPresent();
  }

  /**
   * Returns all scopes that a request asks for by name or by a claim. The user must consent to
   * these scopes.
   *
   * @throws ApiException 503 {@code module_unavailable} if a module that may define a claim is
   *     unavailable
   */
  public Set<String> requestedScopes(AuthorizationRequest request) {
    Set<String> names = ClaimsParameterParser.names(request.claims());
    if (names.isEmpty()) {
      return request.scope();
    }
    Set<String> asked = new TreeSet<>(request.scope());
    ClaimScopeIndex scopes = scopes();
    names.forEach(name -> scopes.of(name).ifPresent(asked::add));
    return asked;
  }

  private ClaimScopeIndex scopes() {
    Map<String, String> scopes = new HashMap<>();
    try (LeasedProviders<SubjectClaimsContributor> held = contributors.leaseAll()) {
      held.leases().forEach(one -> one.get().scopeByClaim().forEach(scopes::putIfAbsent));
      return new ClaimScopeIndex(scopes, held.unavailable().values().stream().findFirst());
    }
  }

  /**
   * An index of the known claims.
   *
   * @param scopes the scope by claim name
   * @param missed an unavailable module that may define more claims
   */
  private record ClaimScopeIndex(Map<String, String> scopes, Optional<String> missed) {

    /** Returns the scope of a claim. The name may have a language tag (section 5.2). */
    Optional<String> of(String name) {
      String bare = name.split("#", 2)[0];
      Optional<String> scope = Optional.ofNullable(scopes.get(bare));
      if (scope.isEmpty()
          && missed.isPresent()
          && !SubjectClaimsContributor.OF_THE_SERVER.contains(bare)) {
        throw ApiException.moduleUnavailable(missed.get());
      }
      return scope;
    }
  }
}
