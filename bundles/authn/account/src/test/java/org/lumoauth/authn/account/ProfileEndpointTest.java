package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.Account.ACME;
import static org.lumoauth.authn.account.Account.ADA;
import static org.lumoauth.authn.account.Account.EVE;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfiles.Names;

class ProfileEndpointTest {

  private final Account account = new Account();

  @Test
  void showsWhoTheReaderIs() {
    account.get(Section.PROFILE);

    var person = (Map<?, ?>) account.shown("person");
    assertEquals("ada@example.com", person.get("identifier"));
    assertEquals(true, person.get("emailVerified"));
  }

  @Test
  void savesTheNames() {
    var answer =
        account.post(Section.PROFILE, Map.of("givenName", " Ada\n", "familyName", "Lovelace"));

    assertEquals(
        Optional.of(new Names(Optional.of("Ada"), Optional.of("Lovelace"))),
        account.profiles.namesOf(ACME, ADA));
    assertEquals(Section.PROFILE.path(ACME) + "?done=1", answer.location());
  }

  @Test
  void takesANameAwayThatIsLeftEmpty() {
    account.post(Section.PROFILE, Map.of("givenName", "", "familyName", "Lovelace"));

    assertEquals(
        Optional.empty(), account.profiles.namesOf(ACME, ADA).flatMap(names -> names.given()));
  }

  @Test
  void refusesANameThatIsTooLong() {
    var answer =
        account.post(
            Section.PROFILE, Map.of("givenName", "x".repeat(101), "familyName", "Lovelace"));

    assertEquals(422, answer.status());
    assertEquals(Optional.of("too-long"), account.error("givenName"));
    assertTrue(account.profiles.namesOf(ACME, ADA).isEmpty());
  }

  @Test
  void savesTheAddress() {
    account.post(
        Section.PROFILE,
        Map.of("streetAddress", " 12 St James's Square\r\nFlat 2", "locality", "London"));

    assertEquals(
        Optional.of(
            new PostalAddress(
                Optional.empty(),
                Optional.of("12 St James's Square\nFlat 2"),
                Optional.of("London"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        account.profiles.addressOf(ACME, ADA));
  }

  @Test
  void takesTheAddressAwayThatIsLeftEmpty() {
    account.post(Section.PROFILE, Map.of("givenName", "Ada"));

    assertEquals(Optional.of(PostalAddress.NONE), account.profiles.addressOf(ACME, ADA));
  }

  @Test
  void refusesAnAddressThatIsTooLong() {
    var answer = account.post(Section.PROFILE, Map.of("locality", "x".repeat(101)));

    assertEquals(422, answer.status());
    assertEquals(Optional.of("too-long"), account.error("locality"));
    assertTrue(account.profiles.addressOf(ACME, ADA).isEmpty());
  }

  @Test
  void keepsTheLabelOfAnAddressThatDidNotChangeAndOfNoOther() {
    var known =
        PostalAddress.of(Map.of("formatted", "Ada\n12 Square\nLondon", "locality", "London"));

    assertEquals(known, AddressFields.changed(known, AddressFields.of(known)));
    assertEquals(
        Optional.empty(),
        AddressFields.changed(
                known, AddressFields.of(PostalAddress.of(Map.of("locality", "Ockham"))))
            .formatted());
  }

  @Test
  void changesNobodyElseWhateverTheFormSays() {
    account.post(
        Section.PROFILE,
        Map.of("givenName", "Ada", "familyName", "L", "id", EVE, "user", EVE, "email", "e@x.y"));

    assertTrue(account.profiles.namesOf(ACME, EVE).isEmpty());
  }
}
