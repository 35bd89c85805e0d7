/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.profile.AdditionalUserClaims;
import org.lumoauth.platform.directory.profile.ClaimFormatValidator;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Maps a user's additional standard claims to and from the API. */
public final class AdditionalClaimsMapper {
  private static final String MIDDLE_NAME = "middleName";
  private static final String NICKNAME = "nickname";
  private static final String PROFILE = "profile";
  private static final String WEBSITE = "website";
  private static final String GENDER = "gender";
  private static final String BIRTHDATE = "birthdate";

  private static final int SHORT = 100;
  private static final int URL = 2000;
  private static final int DAY = 10;

  private AdditionalClaimsMapper() {}

  /**
   * Reads the claims of a request. Absent members are empty.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static AdditionalUserClaims read(JsonObjectMemberReader user) {
    return patched(user, AdditionalUserClaims.NONE);
  }

  /**
   * Reads the claims of a request. Absent members keep their old values.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static AdditionalUserClaims patched(JsonObjectMemberReader user, AdditionalUserClaims old) {
    return new AdditionalUserClaims(
        text(user, MIDDLE_NAME, SHORT, old.middleName()),
        text(user, NICKNAME, SHORT, old.nickname()),
        address(user, PROFILE, old.profile()),
        address(user, WEBSITE, old.website()),
        text(user, GENDER, SHORT, old.gender()),
        wellformed(
            BIRTHDATE,
            text(user, BIRTHDATE, DAY, old.birthdate()),
            ClaimFormatValidator::isBirthdate,
            "a date such as 1815-12-10, or a year"));
  }

  /** Returns the known members. */
  public static Map<String, String> shown(AdditionalUserClaims claims) {
    Map<String, String> members = new LinkedHashMap<>();
    claims.middleName().ifPresent(text -> members.put(MIDDLE_NAME, text));
    claims.nickname().ifPresent(text -> members.put(NICKNAME, text));
    claims.profile().ifPresent(text -> members.put(PROFILE, text));
    claims.website().ifPresent(text -> members.put(WEBSITE, text));
    claims.gender().ifPresent(text -> members.put(GENDER, text));
    claims.birthdate().ifPresent(text -> members.put(BIRTHDATE, text));
    return members;
  }

  private static Optional<String> text(
      JsonObjectMemberReader user, String name, int maxLength, Optional<String> old) {
    return user.has(name) ? user.text(name, maxLength) : old;
  }

  private static Optional<String> address(
      JsonObjectMemberReader user, String name, Optional<String> old) {
    return wellformed(
        name,
        text(user, name, URL, old),
        ClaimFormatValidator::isWebAddress,
        "an http or https URL");
  }

  private static Optional<String> wellformed(
      String name, Optional<String> value, Predicate<String> form, String what) {
    value
        .filter(form.negate())
        .ifPresent(
            text -> {
              throw ApiException.invalid(name, name + " must be " + what + ".");
            });
    return value;
  }
}
