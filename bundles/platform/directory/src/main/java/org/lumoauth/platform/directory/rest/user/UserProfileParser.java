/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.profile.ClaimFormatValidator;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.user.UserCreationService;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Parses user profiles of requests. */
public final class UserProfileParser {

  /** The members allowed in a PATCH or PUT. */
  public static final Set<String> MEMBERS =
      SchemaPropertyNameReader.namesOf(UserRequestSchema.class);

  /** The members allowed in a POST. */
  static final Set<String> NEW_MEMBERS =
      Stream.concat(MEMBERS.stream(), Stream.of("password")).collect(Collectors.toSet());

  private static final int EMAIL = 254;
  private static final int NAME = 200;
  private static final int SHORT = 100;
  private static final int URL = 2000;
  private static final int PHONE = 40;
  private static final int LOCALE = 35;
  private static final int ZONE = 64;

  private UserProfileParser() {}

  /** Returns a new user's profile. */
  public static UserProfile created(JsonObjectMemberReader members) {
    return new UserProfile(
        email(members),
        username(members),
        members.text("name", NAME),
        members.text("givenName", SHORT),
        members.text("familyName", SHORT),
        picture(members),
        members.flag("emailVerified").orElse(false),
        members.text("phoneNumber", PHONE),
        members.flag("phoneNumberVerified").orElse(false),
        members.flag("isActive").orElse(true),
        members.text("locale", LOCALE),
        members.text("zoneinfo", ZONE),
        UserAddressMapper.read(members),
        LocalizedNamesMapper.read(members),
        AdditionalClaimsMapper.read(members));
  }

  /**
   * Returns the profile of a PUT: absent members are cleared, except those that cannot be cleared.
   */
  static UserProfile replaced(JsonObjectMemberReader members, UserProfile old) {
    var email = email(members);
    return new UserProfile(
        email,
        username(members),
        members.text("name", NAME),
        members.text("givenName", SHORT),
        members.text("familyName", SHORT),
        picture(members),
        members.flag("emailVerified").orElse(old.emailVerified() && email.equals(old.email())),
        members.text("phoneNumber", PHONE),
        members.flag("phoneNumberVerified").orElse(samePhone(members, old)),
        members.flag("isActive").orElse(old.active()),
        members.text("locale", LOCALE),
        members.text("zoneinfo", ZONE),
        UserAddressMapper.read(members),
        LocalizedNamesMapper.read(members),
        AdditionalClaimsMapper.read(members));
  }

  /**
   * Returns the profile of a PATCH: absent members do not change, {@code null} clears a member. A
   * new address is unverified.
   */
  static UserProfile patched(JsonObjectMemberReader members, UserProfile old) {
    var email = members.has("email") ? email(members) : old.email();
    return new UserProfile(
        email,
        members.has("username") ? username(members) : old.username(),
        text(members, "name", NAME, old.ownName()),
        text(members, "givenName", SHORT, old.givenName()),
        text(members, "familyName", SHORT, old.familyName()),
        members.has("picture") ? picture(members) : old.picture(),
        members.flag("emailVerified").orElse(old.emailVerified() && email.equals(old.email())),
        text(members, "phoneNumber", PHONE, old.phoneNumber()),
        members
            .flag("phoneNumberVerified")
            .orElse(
                members.has("phoneNumber") ? samePhone(members, old) : old.phoneNumberVerified()),
        members.flag("isActive").orElse(old.active()),
        text(members, "locale", LOCALE, old.locale()),
        text(members, "zoneinfo", ZONE, old.zoneinfo()),
        members.has(UserAddressMapper.MEMBER) ? UserAddressMapper.read(members) : old.address(),
        members.has(LocalizedNamesMapper.MEMBER)
            ? LocalizedNamesMapper.read(members)
            : old.localized(),
        AdditionalClaimsMapper.patched(members, old.further()));
  }

  private static String email(JsonObjectMemberReader members) {
    return UserCreationService.checkEmail(members.requireText("email", EMAIL));
  }

  private static boolean samePhone(JsonObjectMemberReader members, UserProfile old) {
    return old.phoneNumberVerified()
        && members.text("phoneNumber", PHONE).equals(old.phoneNumber());
  }

  private static Optional<String> text(
      JsonObjectMemberReader members, String name, int maxLength, Optional<String> old) {
    return members.has(name) ? members.text(name, maxLength) : old;
  }

  /** Parses a user name. It must not look like an address or an id, to be unambiguous. */
  private static Optional<String> username(JsonObjectMemberReader members) {
    var username = members.text("username", SHORT);
    if (username.filter(text -> text.isBlank() || text.contains("@")).isPresent()) {
      throw ApiException.invalid(
          "username", "`username` must not be blank and must not contain @.");
    }
    if (username.filter(text -> text.startsWith("usr_")).isPresent()) {
      throw ApiException.invalid("username", "`username` must not begin with usr_.");
    }
    return username;
  }

  private static Optional<String> picture(JsonObjectMemberReader members) {
    var picture = members.text("picture", URL);
    picture.ifPresent(
        text -> {
          if (!ClaimFormatValidator.isWebAddress(text)) {
            throw ApiException.invalid("picture", "`picture` must be an http or https URL.");
          }
        });
    return picture;
  }
}
