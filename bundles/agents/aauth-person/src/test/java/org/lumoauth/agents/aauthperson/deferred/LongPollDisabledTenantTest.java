/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class LongPollDisabledTenantTest {

  private static final TenantContext ACME = aTenant().build();

  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(InstantSource.system()), new FakeSecretProtectionService());

  /** What was held since it was served gets nothing; it is there when it is served again. */
  @Test
  void refusesALongPollForADisabledTenant() {
    var polling =
        new DeferredRequestPollHandler(
            null, null, waiting, null, null, null, new FakeTenantRegistry());
    DeferredRequest asked =
        waiting.add(ACME, InteractionQuestionSamples.question("permission", Map.of()));

    var refused =
        assertThrows(
            ApiException.class,
            () -> polling.respondHeld(FakeHttpExchange.get(ACME, "/p"), null, asked));

    assertEquals(404, refused.status());
    assertTrue(waiting.find(ACME, asked.id()).isPresent());
  }
}
