/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.directory.PostalAddress;

/**
 * The profile that administrators edit. The members correspond to the API's {@code User}.
 *
 * @param name the full name; if absent, built from given and family name
 * @param localized names in other languages, by language tag (BCP 47)
 * @param further additional standard claims
 */
public record UserProfile(
    String email,
    Optional<String> username,
    Optional<String> name,
    Optional<String> givenName,
    Optional<String> familyName,
    Optional<String> picture,
    boolean emailVerified,
    Optional<String> phoneNumber,
    boolean phoneNumberVerified,
    boolean active,
    Optional<String> locale,
    Optional<String> zoneinfo,
    PostalAddress address,
    Map<String, LocalizedNames> localized,
    AdditionalUserClaims further) {

  /** Longer names exceed the column, so they are not built from the parts. */
  private static final int LONGEST_NAME = 200;

  public UserProfile {
    name = name.or(() -> joined(givenName, familyName));
    localized = Collections.unmodifiableMap(new TreeMap<>(localized));
  }

  /** Returns a profile with only these members. */
  public static UserProfile of(String email, Optional<String> name, boolean emailVerified) {
    Optional<String> none = Optional.empty();
    return new UserProfile(
        email,
        none,
        name,
        none,
        none,
        none,
        emailVerified,
        none,
        false,
        true,
        none,
        none,
        PostalAddress.NONE,
        Map.of(),
        AdditionalUserClaims.NONE);
  }

  /** Returns a copy with a verified address. */
  public UserProfile withVerifiedEmail() {
    return new UserProfile(
        email,
        username,
        name,
        givenName,
        familyName,
        picture,
        true,
        phoneNumber,
        phoneNumberVerified,
        active,
        locale,
        zoneinfo,
        address,
        localized,
        further);
  }

  /** Returns the full name, unless it is derived from the given and family name. */
  public Optional<String> ownName() {
    return name.equals(joined(givenName, familyName)) ? Optional.empty() : name;
  }

  /** Returns a copy with other names. A derived display name follows. */
  public UserProfile withNames(Optional<String> given, Optional<String> family) {
    return new UserProfile(
        email,
        username,
        ownName(),
        given,
        family,
        picture,
        emailVerified,
        phoneNumber,
        phoneNumberVerified,
        active,
        locale,
        zoneinfo,
        address,
        localized,
        further);
  }

  /** Returns a copy with other contact details. A changed phone number is unverified. */
  UserProfile withContactDetails(
      Optional<String> phone, Optional<String> language, Optional<String> zone) {
    return new UserProfile(
        email,
        username,
        name,
        givenName,
        familyName,
        picture,
        emailVerified,
        phone,
        phoneNumberVerified && phone.equals(phoneNumber),
        active,
        language,
        zone,
        address,
        localized,
        further);
  }

  /** Returns a copy with another address. */
  UserProfile withAddress(PostalAddress elsewhere) {
    return new UserProfile(
        email,
        username,
        name,
        givenName,
        familyName,
        picture,
        emailVerified,
        phoneNumber,
        phoneNumberVerified,
        active,
        locale,
        zoneinfo,
        elsewhere,
        localized,
        further);
  }

  /** Returns a copy with other additional claims. */
  UserProfile with(AdditionalUserClaims more) {
    return new UserProfile(
        email,
        username,
        name,
        givenName,
        familyName,
        picture,
        emailVerified,
        phoneNumber,
        phoneNumberVerified,
        active,
        locale,
        zoneinfo,
        address,
        localized,
        more);
  }

  private static Optional<String> joined(Optional<String> given, Optional<String> family) {
    return Optional.of(
            Stream.of(given, family).flatMap(Optional::stream).collect(Collectors.joining(" ")))
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NAME);
  }
}
