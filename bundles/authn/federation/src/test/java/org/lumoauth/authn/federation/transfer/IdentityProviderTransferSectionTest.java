/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.FederationBundleFixture.ADMIN;
import static org.lumoauth.authn.federation.FederationBundleFixture.GLOBEX;
import static org.lumoauth.authn.federation.FederationBundleFixture.MAY;
import static org.lumoauth.authn.federation.FederationBundleFixture.SECRET;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IdentityProviderTransferSectionTest {

  @DatabaseTest
  void leavesAProviderThatNeedsASecretDisabledAndSaysSo(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var section = new IdentityProviderTransferSection(room.providers, room.roles);
    room.google(Map.of());
    var item = section.export(ACME).get(0);

    var told = section.put(GLOBEX, item, false, ADMIN);
    assertEquals(false, told.get("enabled"));
    assertTrue(told.get("note").toString().contains("clientSecret"), told.toString());
    assertFalse(room.providers.get(GLOBEX, "google").settings().enabled());
    assertEquals(422, refused(() -> room.providers.enable(GLOBEX, "google", true, MAY, ADMIN)));

    var form = new SocialProviderRequestParser(Map.of("clientSecret", "theirs", "enabled", true));
    room.providers.change(GLOBEX, "google", form, MAY, ADMIN);
    assertEquals(item, section.export(GLOBEX).get(0));
    assertEquals(Map.of(), section.put(GLOBEX, item, true, ADMIN));
  }

  @DatabaseTest
  void keepsTheSecretThatIsThere(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var section = new IdentityProviderTransferSection(room.providers, room.roles);
    room.google(Map.of());
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("displayName", "Another");

    assertEquals(Map.of(), section.put(ACME, item, true, ADMIN));
    var google = room.providers.get(ACME, "google");
    assertTrue(google.settings().enabled());
    assertEquals(Optional.of(SECRET), room.store.secret(ACME.id(), google));
  }

  @DatabaseTest
  void takesNoSecretAlongToAnotherParty(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var section = new IdentityProviderTransferSection(room.providers, room.roles);
    room.google(Map.of());
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("clientId", "another");

    assertEquals(false, section.put(ACME, item, true, ADMIN).get("enabled"));
    var google = room.providers.get(ACME, "google");
    assertFalse(google.settings().enabled());
    assertFalse(google.hasSecret());
  }

  @DatabaseTest
  void takesNoSecretFromADocument(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var section = new IdentityProviderTransferSection(room.providers, room.roles);
    var item = Map.<String, Object>of("provider", "google", "clientId", "us", "clientSecret", "s");

    assertEquals(422, refused(() -> section.check(item)));
  }

  @DatabaseTest
  void makesNoProviderOfAnotherType(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var section = new IdentityProviderTransferSection(room.providers, room.roles);
    room.google(Map.of());
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("type", "oidc");

    assertEquals(422, refused(() -> section.put(ACME, item, true, ADMIN)));
    assertEquals(422, refused(() -> section.put(GLOBEX, item, false, ADMIN)));
  }

  @DatabaseTest
  void saysNothingOfRolesWhileNobodyKnowsThem(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var section = new IdentityProviderTransferSection(room.providers, room.roles);
    room.google(Map.of("defaultRoles", List.of("guest")));
    room.roles.assignments = null;

    var item = section.export(ACME).get(0);
    assertFalse(item.containsKey("defaultRoles"));
    section.put(ACME, item, true, ADMIN);
    room.roles.assignments = room.roleAssignments;
    assertEquals(List.of("guest"), section.export(ACME).get(0).get("defaultRoles"));
  }

  private static int refused(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
