/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Additional standard claims of a user that are not searchable.
 *
 * @param middleName {@code middle_name}
 * @param nickname {@code nickname}
 * @param profile {@code profile}: the URL of a page about the user
 * @param website {@code website}
 * @param gender {@code gender}: {@code female}, {@code male} or another value
 * @param birthdate {@code birthdate}: a date such as {@code 1815-12-10}, with year {@code 0000} if
 *     the year is omitted, or a year alone
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID
 *     Connect Core section 5.1</a>
 */
public record AdditionalUserClaims(
    Optional<String> middleName,
    Optional<String> nickname,
    Optional<String> profile,
    Optional<String> website,
    Optional<String> gender,
    Optional<String> birthdate) {

  static final String MIDDLE_NAME = "middle_name";
  static final String NICKNAME = "nickname";
  static final String PROFILE = "profile";
  static final String WEBSITE = "website";
  static final String GENDER = "gender";
  static final String BIRTHDATE = "birthdate";

  /** No additional claims. */
  public static final AdditionalUserClaims NONE = of(Map.of());

  /** Returns the known values by claim name. */
  public Map<String, String> claims() {
    Map<String, String> claims = new LinkedHashMap<>();
    middleName.ifPresent(text -> claims.put(MIDDLE_NAME, text));
    nickname.ifPresent(text -> claims.put(NICKNAME, text));
    profile.ifPresent(text -> claims.put(PROFILE, text));
    website.ifPresent(text -> claims.put(WEBSITE, text));
    gender.ifPresent(text -> claims.put(GENDER, text));
    birthdate.ifPresent(text -> claims.put(BIRTHDATE, text));
    return claims;
  }

  /** Returns the values in these claims, the inverse of {@link #claims}. */
  public static AdditionalUserClaims of(Map<?, ?> claims) {
    return new AdditionalUserClaims(
        text(claims, MIDDLE_NAME),
        text(claims, NICKNAME),
        text(claims, PROFILE),
        text(claims, WEBSITE),
        text(claims, GENDER),
        text(claims, BIRTHDATE));
  }

  private static Optional<String> text(Map<?, ?> claims, String name) {
    return Optional.ofNullable(claims.get(name)).map(String::valueOf);
  }
}
