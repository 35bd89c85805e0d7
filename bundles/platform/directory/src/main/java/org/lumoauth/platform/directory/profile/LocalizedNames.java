/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A user's names in one language and script.
 *
 * @param name display name
 * @param givenName first name
 * @param familyName last name
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsLanguagesAndScripts">
 *     OpenID Connect Core section 5.2</a>
 */
public record LocalizedNames(
    Optional<String> name, Optional<String> givenName, Optional<String> familyName) {

  /** Returns the known names by claim name. */
  public Map<String, String> claims() {
    Map<String, String> claims = new LinkedHashMap<>();
    name.ifPresent(text -> claims.put("name", text));
    givenName.ifPresent(text -> claims.put("given_name", text));
    familyName.ifPresent(text -> claims.put("family_name", text));
    return claims;
  }

  /** Returns the names in these claims. */
  public static LocalizedNames of(Map<?, ?> claims) {
    return new LocalizedNames(
        text(claims, "name"), text(claims, "given_name"), text(claims, "family_name"));
  }

  private static Optional<String> text(Map<?, ?> claims, String name) {
    return Optional.ofNullable(claims.get(name)).map(String::valueOf);
  }
}
