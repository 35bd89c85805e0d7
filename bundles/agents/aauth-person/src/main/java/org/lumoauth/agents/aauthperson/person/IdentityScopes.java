package org.lumoauth.agents.aauthperson.person;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Scopes by which a resource asks who the person is (section Scopes): its tokens say then what is
 * known.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims">OpenID Connect
 *     Core section 5.4</a>
 */
@Component(service = IdentityScopes.class)
public final class IdentityScopes {

  private static final Map<String, List<String>> CLAIMS =
      Map.of(
          "openid",
          List.of(), // every token has sub
          "profile",
          List.of(
              "name",
              "family_name",
              "given_name",
              "middle_name",
              "nickname",
              "preferred_username",
              "profile",
              "picture",
              "website",
              "gender",
              "birthdate",
              "zoneinfo",
              "locale",
              "updated_at"),
          "email",
          List.of("email", "email_verified"),
          "address",
          List.of("address"),
          "phone",
          List.of("phone_number", "phone_number_verified"));

  private final UserDirectory users;

  @Activate
  public IdentityScopes(@Reference UserDirectory users) {
    this.users = users;
  }

  /** Their names. */
  public static Set<String> names() {
    return new TreeSet<>(CLAIMS.keySet());
  }

  /**
   * What a resource is told of a person.
   *
   * @param scope what the person allowed there
   * @return claims of OpenID Connect Core section 5.1 and nothing else, never {@code sub}
   */
  Map<String, Object> claims(TenantContext tenant, String user, Set<String> scope) {
    Set<String> wanted = new TreeSet<>();
    scope.forEach(name -> wanted.addAll(CLAIMS.getOrDefault(name, List.of())));
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> known = new TreeMap<>(users.standardClaims(tenant, user));
    known.keySet().retainAll(wanted);
    return known;
  }
}
