/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.UserProfileService.PersonName;

/**
 * The profile that a provider asserts and users may edit themselves.
 *
 * @param name the display name
 * @param names given and family name
 */
record FederatedUserProfile(Optional<String> name, PersonName names) {

  private static final int MAX_LENGTH = 100;

  /**
   * Reads a profile from claims, by the configured mapping or the claim names of OpenID Connect.
   */
  static FederatedUserProfile of(Map<String, Object> claims, Map<String, String> mapping) {
    return new FederatedUserProfile(
        text(claims, mapping.getOrDefault("name", "name")),
        new PersonName(
            text(claims, mapping.getOrDefault("givenName", "given_name")),
            text(claims, mapping.getOrDefault("familyName", "family_name"))));
  }

  boolean hasNames() {
    return names.given().isPresent() || names.family().isPresent();
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return Optional.ofNullable(claims.get(name))
        .filter(String.class::isInstance)
        .map(value -> ((String) value).strip())
        .filter(text -> !text.isEmpty() && text.length() <= MAX_LENGTH)
        .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }
}
