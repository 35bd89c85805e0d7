package org.lumoauth.platform.directory;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.directory.PostalAddress;

/**
 * What administrators edit of a user; the members are those of the API's {@code User}.
 *
 * @param name what they are called in full; where nobody says, it is made of the two parts
 * @param localized names in further languages, by language tag (BCP 47)
 * @param further what else is known in standard claims
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

  /** What is longer has no place where profiles are kept, and is made of no parts. */
  private static final int LONGEST_NAME = 200;

  public UserProfile {
    name = name.or(() -> joined(givenName, familyName));
    localized = Collections.unmodifiableMap(new TreeMap<>(localized));
  }

  /** A profile of which only this much is known. */
  static UserProfile of(String email, Optional<String> name, boolean emailVerified) {
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

  /** The same with a proven address. */
  UserProfile withVerifiedEmail() {
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

  /** The full name, unless it is just made of its parts and follows them. */
  public Optional<String> ownName() {
    return name.equals(joined(givenName, familyName)) ? Optional.empty() : name;
  }

  /** The same with other names; a display name that was made of the old ones follows. */
  UserProfile withNames(Optional<String> given, Optional<String> family) {
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

  /** The same with what else somebody says of themselves; another number is unproven. */
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

  /** The same at another address. */
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

  /** The same with what else is known. */
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
