/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.directory.PostalAddress;

class SelfAssertedClaimsValidatorTest {
  private static final UserProfile ADA = UserProfile.of("ada@x.example", Optional.of("Ada"), true);

  @ParameterizedTest
  @CsvSource({
    "phone_number, 020 7946 0018, phone-number",
    "phone_number, +0 20 7946 0018, phone-number",
    "phone_number, +4420794600181234, phone-number",
    "phone_number, +44 20 DRACULA, phone-number",
    "locale, en_GB_, locale",
    "locale, English please, locale",
    "zoneinfo, Mars/Base, zoneinfo",
    "zoneinfo, europe/london, zoneinfo",
    "website, example.com, website",
    "profile, javascript:alert(1), profile",
    "birthdate, 31.5.1990, birthdate",
    "birthdate, 1990-02-30, birthdate",
    "email, eve@x.example, unknown",
    "phone_number_verified, true, unknown",
    "preferred_username, root, unknown",
    "roles, admin, unknown"
  })
  void reportsInvalidClaims(String claim, String text, String code) {
    assertEquals(
        Map.of(claim, code), new SelfAssertedClaimsValidator(Map.of(claim, text)).faults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+442079460018", "+44 20 7946 0018", "+49 (30) 901-820", "+1.202.555.0143"})
  void acceptsFormattedPhoneNumber(String text) {
    assertEquals(Map.of(), new SelfAssertedClaimsValidator(Map.of("phone_number", text)).faults());
  }

  @Test
  void reportsOverlongValuesAndControlCharacters() {
    var address = Map.of("locality", "x".repeat(101), "street_address", "1\r\n2", "region", "a\tb");
    var faults =
        new SelfAssertedClaimsValidator(Map.of("address", address, "given_name", "A\u0007"))
            .faults();

    assertEquals(
        Map.of(
            "locality",
            "too-long",
            "region",
            "control-character",
            "given_name",
            "control-character"),
        faults);
  }

  @Test
  void rejectsUnknownAddressMembers() {
    var said = Map.of("address", Map.of("formatted", "Ada", "locality", "London"));

    assertEquals(Map.of("formatted", "unknown"), new SelfAssertedClaimsValidator(said).faults());
  }

  @Test
  void rejectsClaimValuesOfWrongType() {
    assertEquals(
        Map.of("address", "unknown"),
        new SelfAssertedClaimsValidator(Map.of("address", "x")).faults());
    assertEquals(
        Map.of("locale", "unknown"), new SelfAssertedClaimsValidator(Map.of("locale", 7)).faults());
  }

  @Test
  void mergesClaimsWithExistingOnes() {
    var said =
        Map.of(
            "nickname", "Countess",
            "website", "https://ada.example",
            "birthdate", "0000-12-10",
            "gender", "");
    var before =
        ADA.with(AdditionalUserClaims.of(Map.of("gender", "female", "middle_name", "Augusta")));

    var after = new SelfAssertedClaimsValidator(said).applyTo(before);

    assertEquals(Map.of(), new SelfAssertedClaimsValidator(said).faults());
    assertEquals(
        AdditionalUserClaims.of(
            Map.of(
                "middle_name", "Augusta",
                "nickname", "Countess",
                "website", "https://ada.example",
                "birthdate", "0000-12-10")),
        after.further());
  }

  @Test
  void preservesVerificationOnlyOfUnchangedPhoneNumber() {
    var proven =
        ADA.withContactDetails(Optional.of("+442079460018"), Optional.empty(), Optional.empty());
    var other =
        new SelfAssertedClaimsValidator(Map.of("phone_number", "+442079460019"))
            .applyTo(verified(proven));
    var same =
        new SelfAssertedClaimsValidator(Map.of("phone_number", "+44 2079 460018"))
            .applyTo(verified(proven));

    assertFalse(other.phoneNumberVerified());
    assertTrue(same.phoneNumberVerified());
  }

  @Test
  void preservesFormattedAddressOnlyIfUnchanged() {
    var known =
        PostalAddress.of(Map.of("formatted", "Ada\n12 Square\nLondon", "locality", "London"));
    var same =
        new SelfAssertedClaimsValidator(
            Map.of("address", Map.of("locality", "London", "region", "")));
    var other = new SelfAssertedClaimsValidator(Map.of("address", Map.of("locality", "Ockham")));

    assertEquals(known, same.applyTo(ADA.withAddress(known)).address());
    assertEquals(Optional.empty(), other.applyTo(ADA.withAddress(known)).address().formatted());
  }

  private static UserProfile verified(UserProfile profile) {
    return new UserProfile(
        profile.email(),
        profile.username(),
        profile.name(),
        profile.givenName(),
        profile.familyName(),
        profile.picture(),
        profile.emailVerified(),
        profile.phoneNumber(),
        true,
        profile.active(),
        profile.locale(),
        profile.zoneinfo(),
        profile.address(),
        profile.localized(),
        profile.further());
  }
}
