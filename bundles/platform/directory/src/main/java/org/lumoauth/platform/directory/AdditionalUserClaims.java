package org.lumoauth.platform.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What else may be known of somebody, in standard claims that nobody is looked for by.
 *
 * @param middleName {@code middle_name}
 * @param nickname {@code nickname}
 * @param profile {@code profile}: the address of a page about them
 * @param website {@code website}
 * @param gender {@code gender}: {@code female}, {@code male}, or what they say
 * @param birthdate {@code birthdate}: a day as {@code 1815-12-10}, of the year {@code 0000} where
 *     the year is not told, or a year alone
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

  /** Nothing. */
  public static final AdditionalUserClaims NONE = of(Map.of());

  /** Those that are known, by the names of their claims. */
  Map<String, String> claims() {
    Map<String, String> claims = new LinkedHashMap<>();
    middleName.ifPresent(text -> claims.put(MIDDLE_NAME, text));
    nickname.ifPresent(text -> claims.put(NICKNAME, text));
    profile.ifPresent(text -> claims.put(PROFILE, text));
    website.ifPresent(text -> claims.put(WEBSITE, text));
    gender.ifPresent(text -> claims.put(GENDER, text));
    birthdate.ifPresent(text -> claims.put(BIRTHDATE, text));
    return claims;
  }

  /** The inverse of {@link #claims}. */
  static AdditionalUserClaims of(Map<?, ?> claims) {
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
