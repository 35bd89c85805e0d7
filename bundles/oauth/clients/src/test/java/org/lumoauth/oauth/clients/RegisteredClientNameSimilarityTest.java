/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RegisteredClientNameSimilarityTest extends ClientRegistryTestBase {

  private static final String CYRILLIC = "\u0440\u0430\u0443\u0440\u0430\u04CF"; // paypal
  private static final String CAPITAL_I = "PaypaI";

  private String add(Room room, String name) {
    return room.registry.create(ACME, settings(name, true), ADMIN).client().clientId();
  }

  /** With an empty cache. */
  private static boolean warns(Room room, String name) {
    return new RegisteredClientNameSimilarity(room.store).resemblesAnother(ACME, name);
  }

  @DatabaseTest
  void warnsAboutNameResemblingOlderClient(TestDatabase database) {
    var room = new Room(database);
    add(room, "PayPal");
    add(room, CYRILLIC);
    add(room, CAPITAL_I);

    assertTrue(warns(room, CYRILLIC));
    assertTrue(warns(room, CAPITAL_I));
    assertFalse(warns(room, "PayPal"));
    assertFalse(warns(room, "paypal"), "the same in another case");
    assertFalse(warns(room, "PayPals"));
  }

  @DatabaseTest
  void comparesOnlyWithinTenant(TestDatabase database) {
    var room = new Room(database);
    add(room, "PayPal");

    assertFalse(new RegisteredClientNameSimilarity(room.store).resemblesAnother(GLOBEX, CYRILLIC));
  }

  @DatabaseTest
  void warnsAboutNameThatWasSetLater(TestDatabase database) {
    var room = new Room(database);
    String older = add(room, "Notes");
    add(room, "PayPal");
    room.registry.change(ACME, older, of -> settings(CAPITAL_I, true), ADMIN);

    assertTrue(warns(room, CAPITAL_I));
    assertFalse(warns(room, "PayPal"));
  }

  @DatabaseTest
  void warnsAboutSelfRegisteredClientResemblingAdministratorClient(TestDatabase database) {
    var room = new Room(database);
    room.registry.create(ACME, selfRegistered(CAPITAL_I), ADMIN);
    add(room, "PayPal");

    assertTrue(warns(room, CAPITAL_I));
    assertFalse(warns(room, "PayPal"));
  }

  @DatabaseTest
  void storesNameWithLongerSkeleton(TestDatabase database) {
    var room = new Room(database);
    String name = "m".repeat(255);
    String id = add(room, name);

    assertEquals(name, room.registry.get(ACME, id).settings().name());
    assertFalse(warns(room, name));
    assertTrue(warns(room, "rn".repeat(127) + "r"));
  }

  private static RegisteredClientSettings selfRegistered(String name) {
    RegisteredClientSettings of = settings(name, true);
    return new RegisteredClientSettings(
        of.name(),
        of.confidential(),
        of.active(),
        of.requiresPkce(),
        of.applicationType(),
        of.grantTypes(),
        of.scopes(),
        of.authenticationMethods(),
        of.redirectUris(),
        of.audienceUris(),
        of.accessTokenSeconds(),
        of.refreshTokenSeconds(),
        Map.of(Client.SELF_REGISTERED, true));
  }
}
