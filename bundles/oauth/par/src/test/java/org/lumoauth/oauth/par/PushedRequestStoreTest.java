/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class PushedRequestStoreTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, List<String>> ASKED = Map.of("scope", List.of("openid"));
  private static final Client FREE = aClient().withId("app").build();
  private static final Client FAPI =
      aClient().withId("app").with("profile", "fapi2-security").build();

  private final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(() -> NOW);
  private final PushedRequestStore pushed =
      new PushedRequestStore(store, new FakeSecretProtectionService(), () -> NOW);

  @Test
  void findsRequestWhileProfileIsUnchanged() {
    String uri = pushed.add(ACME, FAPI, ASKED, false);

    assertEquals(ASKED, pushed.find(ACME, FAPI, uri).orElseThrow().parameters());
  }

  @Test
  void ignoresRequestPushedBeforeProfileWasAssigned() {
    String uri = pushed.add(ACME, FREE, ASKED, false);

    assertTrue(pushed.find(ACME, FAPI, uri).isEmpty());
  }

  @Test
  void findsRequestAfterProfileIsRemoved() {
    String uri = pushed.add(ACME, FAPI, ASKED, false);

    assertTrue(pushed.find(ACME, FREE, uri).isPresent());
  }

  @Test
  void treatsLegacyRequestAsWithoutProfile() {
    store.add(
        ACME,
        "pushed-authorization-request",
        "before",
        new PushedRequestStore.StoredPushedRequest("app", ASKED, false, null),
        NOW.plus(PushedRequestStore.LIFETIME));
    String uri = PushedRequestStore.PREFIX + "before";

    assertTrue(pushed.find(ACME, FREE, uri).isPresent());
    assertTrue(pushed.find(ACME, FAPI, uri).isEmpty());
  }
}
