/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.platform.directory.user.UserAccount;

/**
 * Converts profiles to standard claims.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID
 *     Connect Core section 5.1</a>
 */
public final class UserStandardClaimsMapper {

  /** All supported claims. */
  public static final Set<String> NAMES =
      Set.of(
          "name",
          "given_name",
          "family_name",
          AdditionalUserClaims.MIDDLE_NAME,
          AdditionalUserClaims.NICKNAME,
          AdditionalUserClaims.PROFILE,
          AdditionalUserClaims.WEBSITE,
          AdditionalUserClaims.GENDER,
          AdditionalUserClaims.BIRTHDATE,
          "preferred_username",
          "picture",
          "zoneinfo",
          "locale",
          "updated_at",
          "email",
          "email_verified",
          "phone_number",
          "phone_number_verified",
          "address");

  private UserStandardClaimsMapper() {}

  public static Map<String, Object> of(UserAccount account) {
    UserProfile profile = account.profile();
    Map<String, Object> claims = new LinkedHashMap<>();
    put(claims, "name", profile.name());
    put(claims, "given_name", profile.givenName());
    put(claims, "family_name", profile.familyName());
    put(claims, "preferred_username", profile.username());
    put(claims, "picture", profile.picture());
    put(claims, "zoneinfo", profile.zoneinfo());
    put(claims, "locale", profile.locale());
    claims.putAll(profile.further().claims());
    claims.put("updated_at", account.updatedAt().getEpochSecond());
    claims.put("email", profile.email());
    claims.put("email_verified", profile.emailVerified());
    profile
        .phoneNumber()
        .ifPresent(
            number -> {
              claims.put("phone_number", number);
              claims.put("phone_number_verified", profile.phoneNumberVerified());
            });
    Map<String, String> address = profile.address().toClaim();
    if (!address.isEmpty()) {
      claims.put("address", address); // section 5.1.1
    }
    profile
        .localized()
        .forEach(
            (tag, names) ->
                names.claims().forEach((name, text) -> claims.put(name + "#" + tag, text)));
    return claims;
  }

  private static void put(Map<String, Object> claims, String name, Optional<String> value) {
    value.ifPresent(text -> claims.put(name, text));
  }
}
