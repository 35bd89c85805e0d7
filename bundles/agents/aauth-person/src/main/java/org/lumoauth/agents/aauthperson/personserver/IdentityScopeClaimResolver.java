/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ScopeClaims;

/**
 * The scopes with which a resource requests identity claims (AAuth draft, section Scopes); the
 * known claims are added to its tokens.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims">OpenID Connect
 *     Core section 5.4</a>
 */
public final class IdentityScopeClaimResolver {

  private final UserDirectory users;

  public IdentityScopeClaimResolver(UserDirectory users) {
    this.users = users;
  }

  /** Returns the names of the scopes. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(ScopeClaims.BY_SCOPE.keySet());
    names.add("openid"); // requests sub, which every token has
    return names;
  }

  /**
   * Returns the claims about a person for a resource.
   *
   * @param scope the scope that the person consented to
   * @return only claims of OpenID Connect Core section 5.1, never {@code sub}
   */
  Map<String, Object> claims(TenantContext tenant, String user, Set<String> scope) {
    Set<String> wanted = ScopeClaims.of(scope);
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> known = new TreeMap<>(users.standardClaims(tenant, user));
    known.keySet().retainAll(wanted);
    return known;
  }
}
