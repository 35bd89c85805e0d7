/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.HashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class SocialProvidersResourceTest {

  @DatabaseTest
  void makesNobodyWhoManagesSettingsOneWhoGivesRoles(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var resource = new SocialProvidersResource(room.providers, room.roles);
    room.google(Map.of("autoLinkUsers", true));
    var keeper = request("settings.manage");
    var moved = Map.<String, Object>of("displayName", "Mine");

    assertEquals(403, status(() -> resource.patch(keeper, "google", new HashMap<>(moved))));
    assertEquals(403, status(() -> resource.put(keeper, "google", new HashMap<>(moved))));
    assertEquals(403, status(() -> resource.enable(keeper, "google")));
    assertEquals(403, status(() -> resource.create(keeper, own(Map.of("trustEmail", true)))));
    assertEquals(403, status(() -> resource.put(keeper, "own", own(Map.of("trustMfa", true)))));

    resource.disable(keeper, "google");
    var giver = request("settings.manage", "roles.write");
    assertTrue(resource.enable(giver, "google").data().enabled());
  }

  private static Map<String, Object> own(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(
        Map.of(
            "provider",
            "own",
            "clientId",
            "us",
            "clientSecret",
            "s",
            "issuerUrl",
            "https://own.example"));
    return body;
  }

  private static HttpServletRequest request(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/social-providers")
        .withCaller(aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  private static int status(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
