/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class DeferredAccessServerRequestStoreTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String SERVER = "https://person.example";

  private Instant now = Instant.now();
  private final DeferredAccessServerRequestStore cases =
      new DeferredAccessServerRequestStore(
          new FakeShortLivedRecordStore(() -> now), new FakeSecretProtectionService(), () -> now);
  private final String id =
      cases.add(ACME, DeferredAccessServerRequest.of(SERVER, Map.of(), now)).id();

  @Test
  void findsARequestForItsCreator() {
    assertTrue(cases.find(ACME, id, SERVER).isPresent());
    assertTrue(cases.find(ACME, id, "https://else.example").isEmpty());
  }

  /** Section Polling Error Codes; it is gone afterwards (section Pending URL Security). */
  @Test
  void reportsExpiryOnceAndOnlyToCreator() {
    var entry = cases.find(ACME, id, SERVER).orElseThrow();
    assertTrue(cases.replace(ACME, entry, entry.value().withAnswer("To book")));
    now = now.plus(Duration.ofMinutes(10));

    assertTrue(cases.find(ACME, id, "https://else.example").isEmpty());
    var late = assertThrows(AAuthProblemException.class, () -> cases.find(ACME, id, SERVER));
    assertEquals("408 expired", late.status() + " " + late.error());
    assertEquals(Optional.empty(), cases.find(ACME, id, SERVER));
  }
}
