/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.AccountPageFixture.ACME;
import static org.lumoauth.authn.account.AccountPageFixture.ADA;
import static org.lumoauth.authn.account.AccountPageFixture.EVE;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.PostalAddress;

class AccountProfileEndpointTest {

  private final AccountPageFixture account = new AccountPageFixture();

  @Test
  void showsProfileOfUser() {
    account.get(AccountSection.PROFILE);

    var person = (Map<?, ?>) account.shown("person");
    assertEquals("ada@example.com", person.get("identifier"));
    assertEquals(true, person.get("emailVerified"));
  }

  @Test
  void savesNames() {
    var answer =
        account.post(
            AccountSection.PROFILE, Map.of("givenName", " Ada\n", "familyName", "Lovelace"));

    assertEquals("Ada", said("given_name"));
    assertEquals("Lovelace", said("family_name"));
    assertEquals(AccountSection.PROFILE.path(ACME) + "?done=1", answer.location());
  }

  @Test
  void removesEmptyName() {
    account.users.withLocalizedNames(ACME, ADA, Map.of("given_name", "Ada"));

    account.post(AccountSection.PROFILE, Map.of("givenName", "", "familyName", "Lovelace"));

    assertEquals("", said("given_name"));
  }

  @Test
  void ignoresUnchangedValues() {
    account.users.withLocalizedNames(ACME, ADA, Map.of("phone_number", "an old form"));

    var answer =
        account.post(
            AccountSection.PROFILE, Map.of("phoneNumber", "an old form", "familyName", "L"));

    assertEquals(303, answer.status());
    assertNull(said("phone_number"));
  }

  @Test
  void savesPhoneNumber() {
    account.post(AccountSection.PROFILE, Map.of("phoneNumber", "+4930901820"));

    assertEquals("+4930901820", said("phone_number"));
  }

  @Test
  void rejectsInvalidPhoneNumber() {
    var answer = account.post(AccountSection.PROFILE, Map.of("phoneNumber", "call me"));

    assertEquals(422, answer.status());
    assertEquals(Optional.of("phone-number"), account.error("phoneNumber"));
    assertNull(said("phone_number"));
  }

  @Test
  void rejectsOverlongName() {
    var answer =
        account.post(
            AccountSection.PROFILE, Map.of("givenName", "x".repeat(101), "familyName", "Lovelace"));

    assertEquals(422, answer.status());
    assertEquals(Optional.of("too-long"), account.error("givenName"));
    assertTrue(account.profiles.claimsOf(ACME, ADA).isEmpty());
  }

  @Test
  void savesAddress() {
    account.post(
        AccountSection.PROFILE,
        Map.of("streetAddress", " 12 St James's Square\r\nFlat 2", "locality", "London"));

    var address = (Map<?, ?>) said("address");
    assertEquals("12 St James's Square\nFlat 2", address.get("street_address"));
    assertEquals("London", address.get("locality"));
  }

  @Test
  void removesEmptyAddress() {
    account.post(AccountSection.PROFILE, Map.of("givenName", "Ada"));

    assertEquals(PostalAddress.NONE, PostalAddress.of((Map<?, ?>) said("address")));
  }

  @Test
  void rejectsOverlongAddress() {
    var answer = account.post(AccountSection.PROFILE, Map.of("locality", "x".repeat(101)));

    assertEquals(422, answer.status());
    assertEquals(Optional.of("too-long"), account.error("locality"));
    assertTrue(account.profiles.claimsOf(ACME, ADA).isEmpty());
  }

  @Test
  void changesOnlySignedInUser() {
    account.post(
        AccountSection.PROFILE,
        Map.of("givenName", "Ada", "familyName", "L", "id", EVE, "user", EVE, "email", "e@x.y"));

    assertTrue(account.profiles.claimsOf(ACME, EVE).isEmpty());
    assertNull(said("email"));
  }

  private Object said(String claim) {
    return account.profiles.claimsOf(ACME, ADA).get(claim);
  }
}
