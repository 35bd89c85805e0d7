/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.claims;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ScopeClaims;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Contributes the standard user claims from the directory.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID
 *     Connect Core sections 5.1 and 5.4</a>
 */
@Component(
    property = {
      "lumoauth.kind=claims",
      "lumoauth.name=standard",
      "lumoauth.web.answers=name Requires the scope profile",
      "lumoauth.web.answers=family_name Requires the scope profile",
      "lumoauth.web.answers=given_name Requires the scope profile",
      "lumoauth.web.answers=middle_name Requires the scope profile",
      "lumoauth.web.answers=nickname Requires the scope profile",
      "lumoauth.web.answers=preferred_username Requires the scope profile",
      "lumoauth.web.answers=profile Requires the scope profile",
      "lumoauth.web.answers=picture Requires the scope profile",
      "lumoauth.web.answers=website Requires the scope profile",
      "lumoauth.web.answers=gender Requires the scope profile",
      "lumoauth.web.answers=birthdate Requires the scope profile",
      "lumoauth.web.answers=zoneinfo Requires the scope profile",
      "lumoauth.web.answers=locale Requires the scope profile",
      "lumoauth.web.answers=updated_at:integer Requires the scope profile",
      "lumoauth.web.answers=email Requires the scope email",
      "lumoauth.web.answers=email_verified:boolean Requires the scope email",
      "lumoauth.web.answers=address:object Requires the scope address",
      "lumoauth.web.answers=phone_number Requires the scope phone",
      "lumoauth.web.answers=phone_number_verified:boolean Requires the scope " + "phone"
    })
public final class StandardClaimsContributor implements SubjectClaimsContributor {

  private final UserDirectory users;

  @Activate
  public StandardClaimsContributor(@Reference UserDirectory users) {
    this.users = users;
  }

  /** Returns the scopes that permit claims. */
  public static Set<String> scopes() {
    return new TreeSet<>(ScopeClaims.BY_SCOPE.keySet());
  }

  @Override
  public Set<String> claims() {
    Set<String> names = ScopeClaims.of(ScopeClaims.BY_SCOPE.keySet());
    names.retainAll(users.claimNames());
    return names;
  }

  @Override
  public Map<String, String> scopeByClaim() {
    Map<String, String> scopes = new HashMap<>();
    ScopeClaims.BY_SCOPE.forEach((scope, names) -> names.forEach(name -> scopes.put(name, scope)));
    return scopes;
  }

  @Override
  public Map<String, Object> claims(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      Set<String> requested) {
    Set<String> wanted = new HashSet<>(claims());
    wanted.retainAll(requested);
    wanted.addAll(ScopeClaims.of(scope));
    if (wanted.isEmpty() || !subject.type().equals(SubjectRef.USER)) {
      return Map.of();
    }
    Map<String, Object> known = new LinkedHashMap<>(users.standardClaims(tenant, subject.id()));
    known.keySet().removeIf(name -> !wanted.contains(ClaimLanguageSelector.withoutTag(name)));
    return known;
  }
}
