package org.lumoauth.oauth.openid.claims;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.ClaimsContributor;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The standard claims about users, as far as the directory knows them.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID
 *     Connect Core sections 5.1 and 5.4</a>
 */
@Component(property = {"lumoauth.kind=claims", "lumoauth.name=standard"})
public final class StandardClaims implements ClaimsContributor {

  /** Section 5.4. */
  static final Map<String, List<String>> BY_SCOPE =
      Map.of(
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
          "email", List.of("email", "email_verified"),
          "address", List.of("address"),
          "phone", List.of("phone_number", "phone_number_verified"));

  private final UserDirectory users;

  @Activate
  public StandardClaims(@Reference UserDirectory users) {
    this.users = users;
  }

  /** Scopes that give claims. */
  public static Set<String> scopes() {
    return new TreeSet<>(BY_SCOPE.keySet());
  }

  @Override
  public Set<String> claims() {
    Set<String> names =
        BY_SCOPE.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    names.retainAll(users.claimNames());
    return names;
  }

  @Override
  public Map<String, String> scopeByClaim() {
    Map<String, String> scopes = new HashMap<>();
    BY_SCOPE.forEach((scope, names) -> names.forEach(name -> scopes.put(name, scope)));
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
    scope.forEach(one -> wanted.addAll(BY_SCOPE.getOrDefault(one, List.of())));
    if (wanted.isEmpty() || !subject.type().equals(SubjectRef.USER)) {
      return Map.of();
    }
    Map<String, Object> known = new LinkedHashMap<>(users.standardClaims(tenant, subject.id()));
    known.keySet().removeIf(name -> !wanted.contains(LanguageTags.bare(name)));
    return known;
  }
}
