/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.FederationBundleFixture.ADMIN;
import static org.lumoauth.authn.federation.FederationBundleFixture.SECRET;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SocialProviderSettingsProviderTest {

  private final Set<String> required = new TreeSet<>();

  private TestDatabase database;
  private FederationBundleFixture room;
  private SocialProviderSettingsProvider view;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    view = new SocialProviderSettingsProvider(room.providers, room.roles);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void createsAndListsProviders() {
    change(Map.of("google", Map.of("clientId", "us", "clientSecret", SECRET)));

    assertEquals(List.of("google"), view.readMembers(ACME).get("social_providers"));
    assertEquals("us", config("google").get("clientId"));
    assertEquals(true, config("google").get("hasClientSecret"));
    assertEquals(Set.of("settings.manage"), required);
  }

  @Test
  void keepsSecretWhenProviderChanges() {
    room.google(Map.of());
    change(Map.of("google", Map.of("displayName", "Gugel")));

    var google = room.providers.get(ACME, "google");
    assertEquals("Gugel", google.settings().displayName());
    assertEquals(Optional.of(SECRET), room.store.secret(ACME.id(), google));
  }

  @Test
  void enablesOnlyNamedProviders() {
    room.google(Map.of());
    send(Map.of("social_providers", List.of()));
    assertEquals(List.of(), view.readMembers(ACME).get("social_providers"));
    assertEquals(List.of(), room.open.all(ACME));

    send(Map.of("social_providers", List.of("google")));
    assertTrue(room.open.find(ACME, "google").isPresent());
  }

  @Test
  void requiresRolePermissionToTrustProviderEmail() {
    room.google(Map.of());
    change(Map.of("google", Map.of("trustEmail", true)));

    assertEquals(Set.of("roles.write", "settings.manage"), required);
  }

  @Test
  void changesNothingIfOneChangeIsRejected() {
    room.google(Map.of());
    var name = Map.<String, Object>of("displayName", "Gugel");
    var partner = Map.<String, Object>of("clientId", "us", "issuerUrl", "https://partner.example");
    var trusting = new HashMap<String, Object>(partner);
    trusting.put("trustEmail", true);

    assertEquals(422, refused(() -> change(Map.of("google", name, "partner", Map.of()))));
    assertEquals(
        403,
        refused(
            () ->
                view.prepareChange(
                    ACME,
                    Map.of("social_configs", Map.of("google", name, "partner", trusting)),
                    SocialProviderSettingsProviderTest::mayNotGiveRoles,
                    ADMIN)));
    assertEquals(
        422,
        refused(
            () ->
                send(
                    Map.of(
                        "social_configs", Map.of("google", name, "partner", partner),
                        "social_providers", List.of("google", "partner")))),
        "it lacks its secret");

    assertEquals("Google", room.providers.get(ACME, "google").settings().displayName());
    assertEquals(1, room.providers.list(ACME).size());
  }

  @Test
  void changesNothingIfOneProviderChangedConcurrently() {
    room.google(Map.of());
    change(
        Map.of(
            "acme",
            Map.of("clientId", "us", "clientSecret", SECRET, "issuerUrl", "https://acme.example")));
    var both =
        view.prepareChange(
            ACME,
            Map.of(
                "social_configs",
                Map.of(
                    "acme", Map.of("displayName", "Acme"),
                    "google", Map.of("displayName", "Gugel"))),
            required::add,
            ADMIN);
    room.change(Map.of("displayName", "Another"));

    assertEquals(409, refused(both::apply));
    assertEquals("OpenID Connect", room.providers.get(ACME, "acme").settings().displayName());
    assertEquals("identity_provider.updated", room.log.last(ACME.id()).event().action());
    assertEquals("google", room.log.last(ACME.id()).event().target().orElseThrow().id());
  }

  @Test
  void createsSeveralProvidersAndEnablesNamedOnes() {
    change(
        Map.of(
            "google", Map.of("clientId", "us", "clientSecret", SECRET),
            "partner",
                Map.of("clientId", "us", "issuerUrl", "https://p.example", "enabled", false)));
    assertEquals(List.of("google"), view.readMembers(ACME).get("social_providers"));
    assertEquals(
        List.of(1L, 2L), room.providers.list(ACME).stream().map(each -> each.number()).toList());

    send(
        Map.of(
            "social_configs", Map.of("partner", Map.of("clientSecret", SECRET)),
            "social_providers", List.of("partner")));

    assertEquals(List.of("partner"), view.readMembers(ACME).get("social_providers"));
  }

  private static void mayNotGiveRoles(String permission) {
    if (permission.equals("roles.write")) {
      FederationBundleFixture.MAY_NOT.run();
    }
  }

  @Test
  void rejectsUnknownProvidersAndMembers() {
    assertEquals(422, refused(() -> send(Map.of("social_providers", List.of("google")))));
    assertEquals(422, refused(() -> change(Map.of("a/b", Map.of("clientId", "x")))));
    assertEquals(422, refused(() -> change(Map.of("google", Map.of("colour", "red")))));
  }

  private Map<?, ?> config(String name) {
    return (Map<?, ?>) ((Map<?, ?>) view.readMembers(ACME).get("social_configs")).get(name);
  }

  private void change(Map<String, Object> configs) {
    send(Map.of("social_configs", configs));
  }

  private void send(Map<String, Object> sent) {
    view.prepareChange(ACME, sent, required::add, ADMIN).apply();
  }

  private static int refused(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
