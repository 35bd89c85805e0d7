/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.directory.PostalAddress;

/** Normalizes and validates claims that users assert about themselves. */
final class SelfAssertedClaimsValidator {
  private static final String GIVEN = "given_name";
  private static final String FAMILY = "family_name";
  private static final String PHONE = "phone_number";
  private static final String LOCALE = "locale";
  private static final String ZONE = "zoneinfo";
  private static final String ADDRESS = "address";
  private static final String STREET = "street_address";

  /** The claims in the order of the form. */
  static final Set<String> NAMES =
      ordered(
          GIVEN,
          AdditionalUserClaims.MIDDLE_NAME,
          FAMILY,
          AdditionalUserClaims.NICKNAME,
          PHONE,
          ADDRESS,
          LOCALE,
          ZONE,
          AdditionalUserClaims.WEBSITE,
          AdditionalUserClaims.PROFILE,
          AdditionalUserClaims.BIRTHDATE,
          AdditionalUserClaims.GENDER);

  private static final Set<String> PARTS =
      ordered(STREET, "postal_code", "locality", "region", "country");

  private static final int LINES = 500;
  private static final int URL = 2000;
  private static final Map<String, Integer> LONGEST =
      Map.of(
          PHONE,
          40,
          LOCALE,
          35, // RFC 5646 section 4.4.1
          ZONE,
          64,
          STREET,
          LINES,
          AdditionalUserClaims.WEBSITE,
          URL,
          AdditionalUserClaims.PROFILE,
          URL);
  private static final int NAME = 100;

  /** ITU-T E.164: a country code, and fifteen digits at most. */
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");

  /** Separators that users may type between digits. */
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("[ \u00A0()./-]+");

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> faults = new LinkedHashMap<>();
  private Optional<Map<String, String>> address = Optional.empty();

  SelfAssertedClaimsValidator(Map<String, ?> said) {
    said.forEach(this::read);
  }

  /** Returns error codes by the name of the claim, or of the address member. */
  Map<String, String> faults() {
    return Collections.unmodifiableMap(faults);
  }

  /** Returns the profile with these claims applied. */
  UserProfile applyTo(UserProfile old) {
    return old.withNames(now(GIVEN, old.givenName()), now(FAMILY, old.familyName()))
        .withContactDetails(
            now(PHONE, old.phoneNumber()), now(LOCALE, old.locale()), now(ZONE, old.zoneinfo()))
        .withAddress(address.map(parts -> address(parts, old.address())).orElse(old.address()))
        .with(further(old.further()));
  }

  private AdditionalUserClaims further(AdditionalUserClaims old) {
    return new AdditionalUserClaims(
        now(AdditionalUserClaims.MIDDLE_NAME, old.middleName()),
        now(AdditionalUserClaims.NICKNAME, old.nickname()),
        now(AdditionalUserClaims.PROFILE, old.profile()),
        now(AdditionalUserClaims.WEBSITE, old.website()),
        now(AdditionalUserClaims.GENDER, old.gender()),
        now(AdditionalUserClaims.BIRTHDATE, old.birthdate()));
  }

  private void read(String name, Object value) {
    if (name.equals(ADDRESS) && value instanceof Map<?, ?> parts) {
      Map<String, String> read = new HashMap<>();
      parts.forEach((part, text) -> keep(PARTS, read, String.valueOf(part), text));
      address = Optional.of(read);
    } else if (name.equals(ADDRESS)) {
      faults.put(name, "unknown");
    } else {
      keep(NAMES, texts, name, value);
    }
  }

  private void keep(Set<String> known, Map<String, String> into, String name, Object value) {
    if (!known.contains(name) || !(value instanceof String text)) {
      faults.put(name, "unknown");
      return;
    }
    var written = written(name, text.strip());
    fault(name, written).ifPresent(code -> faults.put(name, code));
    into.put(name, written);
  }

  private static String written(String name, String text) {
    return switch (name) {
      case PHONE -> BETWEEN_DIGITS.matcher(text).replaceAll("");
      case STREET -> text.replace("\r\n", "\n");
      default -> text;
    };
  }

  private static Optional<String> fault(String name, String text) {
    if (text.length() > LONGEST.getOrDefault(name, NAME)) {
      return Optional.of("too-long");
    }
    boolean lines = name.equals(STREET);
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && !(lines && c == '\n'))) {
      return Optional.of("control-character");
    }
    return text.isEmpty() || wellFormed(name, text) ? Optional.empty() : malformed(name);
  }

  private static boolean wellFormed(String name, String text) {
    return switch (name) {
      case PHONE -> E164.matcher(text).matches();
      case LOCALE -> isLanguage(text);
      case ZONE -> ZoneId.getAvailableZoneIds().contains(text);
      case AdditionalUserClaims.WEBSITE, AdditionalUserClaims.PROFILE ->
          ClaimFormatValidator.isWebAddress(text);
      case AdditionalUserClaims.BIRTHDATE -> ClaimFormatValidator.isBirthdate(text);
      default -> true;
    };
  }

  private static Optional<String> malformed(String name) {
    return Optional.of(name.replace('_', '-'));
  }

  /** Checks a BCP 47 language tag, as required by OpenID Connect Core section 5.1. */
  private static boolean isLanguage(String text) {
    try {
      return !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  private Optional<String> now(String name, Optional<String> old) {
    return texts.containsKey(name)
        ? Optional.of(texts.get(name)).filter(text -> !text.isEmpty())
        : old;
  }

  /** Builds the address. The formatted address of the old value does not apply to a new value. */
  private static PostalAddress address(Map<String, String> parts, PostalAddress old) {
    var said = PostalAddress.of(parts);
    Map<String, String> before = new HashMap<>(old.toClaim());
    before.remove("formatted");
    return said.toClaim().equals(before) ? old : said;
  }

  private static Set<String> ordered(String... names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }
}
