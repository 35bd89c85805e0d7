/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The standard claims about users that scopes request.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims">OpenID Connect
 *     Core section 5.4</a>
 */
public final class ScopeClaims {

  /** The names of the claims by the scope that requests them. */
  public static final Map<String, List<String>> BY_SCOPE =
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

  private ScopeClaims() {}

  /** Returns the names of all claims that these scopes request; other scopes request none. */
  public static Set<String> of(Set<String> scopes) {
    return scopes.stream()
        .flatMap(scope -> BY_SCOPE.getOrDefault(scope, List.of()).stream())
        .collect(Collectors.toSet());
  }
}
