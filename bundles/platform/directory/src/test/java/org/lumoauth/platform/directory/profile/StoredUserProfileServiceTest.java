/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfileService.PersonName;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StoredUserProfileServiceTest {

  @DatabaseTest
  void renamesUserAndDerivedFullName(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var profiles = new StoredUserProfileService(directory.admin);

    profiles.rename(ACME, id, names("Ada", "Byron"), SOMEBODY);
    profiles.rename(ACME, id, names("Ada", "Lovelace"), SOMEBODY);

    var profile = directory.admin.get(ACME, id).profile();
    assertEquals(Optional.of("Lovelace"), profile.familyName());
    assertEquals(Optional.of("Ada Lovelace"), profile.name());
  }

  @DatabaseTest
  void preservesCustomFullName(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var profile = UserProfile.of("ada@x.example", Optional.of("The Countess"), false);
    var id = directory.admin.create(ACME, profile, Optional.empty(), SOMEBODY).id();

    new StoredUserProfileService(directory.admin).rename(ACME, id, names("Ada", "Byron"), SOMEBODY);

    assertEquals(Optional.of("The Countess"), directory.admin.get(ACME, id).profile().name());
  }

  @DatabaseTest
  void auditsOldAndNewNames(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();

    new StoredUserProfileService(directory.admin).rename(ACME, id, names("Ada", "Byron"), SOMEBODY);

    var event = directory.audit.last(ACME.id()).event();
    assertEquals("user.updated", event.action());
    assertEquals(Map.of("old", "", "new", "Byron"), event.details().get("familyName"));
  }

  @DatabaseTest
  void rejectsUserOfAnotherTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var profiles = new StoredUserProfileService(directory.admin);

    var refusal =
        assertThrows(
            ApiException.class, () -> profiles.rename(GLOBEX, id, names("Eve", "Eve"), SOMEBODY));

    assertEquals(404, refusal.status());
  }

  @DatabaseTest
  void changesNamesAndAddressTogether(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var home =
        PostalAddress.of(Map.of("street_address", "12 Square\nFlat 2", "locality", "London"));
    var before = directory.audit.of(ACME.id()).size();

    new StoredUserProfileService(directory.admin)
        .changeNamesAndAddress(ACME, id, names("Ada", "Byron"), home, SOMEBODY);

    assertEquals(
        Map.of("street_address", "12 Square\nFlat 2", "locality", "London"),
        directory.directory.standardClaims(ACME, id).get("address"));
    assertEquals(before + 1, directory.audit.of(ACME.id()).size());
    assertEquals(
        Map.of("old", Map.of(), "new", home.toClaim()),
        directory.audit.last(ACME.id()).event().details().get("address"));
  }

  @DatabaseTest
  void omitsEmptyAddressClaim(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();

    new StoredUserProfileService(directory.admin)
        .changeNamesAndAddress(ACME, id, names("Ada", "Byron"), PostalAddress.NONE, SOMEBODY);

    assertFalse(directory.directory.standardClaims(ACME, id).containsKey("address"));
  }

  @DatabaseTest
  void mergesSelfAssertedClaims(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var profiles = new StoredUserProfileService(directory.admin);
    profiles.rename(ACME, id, names("Ada", "Byron"), SOMEBODY);

    profiles.changeClaims(
        ACME, id, Map.of("phone_number", "+44 (20) 7946-0018", "family_name", "L"), SOMEBODY);

    var claims = directory.directory.standardClaims(ACME, id);
    assertEquals("+442079460018", claims.get("phone_number"));
    assertEquals("Ada L", claims.get("name"));
    assertEquals("user.updated", directory.audit.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void removesEmptyClaims(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var profiles = new StoredUserProfileService(directory.admin);
    profiles.changeClaims(
        ACME, id, Map.of("zoneinfo", "Europe/London", "locale", "en-GB"), SOMEBODY);

    profiles.changeClaims(ACME, id, Map.of("zoneinfo", ""), SOMEBODY);

    assertFalse(directory.directory.standardClaims(ACME, id).containsKey("zoneinfo"));
    assertEquals("en-GB", directory.directory.standardClaims(ACME, id).get("locale"));
  }

  @DatabaseTest
  void rejectsClaimChangesInAnotherTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var profiles = new StoredUserProfileService(directory.admin);

    var refusal =
        assertThrows(
            ApiException.class,
            () ->
                profiles.changeClaims(
                    GLOBEX, id, Map.of("phone_number", "+442079460018"), SOMEBODY));

    assertEquals(404, refusal.status());
  }

  @DatabaseTest
  void changesNothingIfAnyClaimIsInvalid(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("ada@x.example").id();
    var profiles = new StoredUserProfileService(directory.admin);

    var refusal =
        assertThrows(
            ApiException.class,
            () ->
                profiles.changeClaims(
                    ACME, id, Map.of("given_name", "Eve", "email", "eve@x.example"), SOMEBODY));

    assertEquals("email", refusal.details().get("field"));
    assertFalse(directory.directory.standardClaims(ACME, id).containsKey("given_name"));
  }

  private static PersonName names(String given, String family) {
    return new PersonName(Optional.of(given), Optional.of(family));
  }
}
