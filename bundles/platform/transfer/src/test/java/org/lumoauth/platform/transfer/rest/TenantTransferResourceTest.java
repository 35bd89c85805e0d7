/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.transfer.TenantTransferService;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class TenantTransferResourceTest {

  private static final TenantContext ACME = TestBuilders.aTenant().build();
  private static final Map<String, Object> DOCUMENT =
      Map.of("format", "lumoauth-tenant", "version", 1, "tenant", "acme");
  private static final String[] EVERYTHING =
      Stream.concat(
              SystemPermissions.OTHERS.stream(),
              SystemPermissions.AREAS.stream()
                  .flatMap(area -> Stream.of(area + ".read", area + ".write")))
          .toArray(String[]::new);

  private final FakeAuditLog log = new FakeAuditLog();
  private final TenantTransferResource resource =
      new TenantTransferResource(new TenantTransferService(new FakeProviderRegistry(), log));

  private static FakeHttpExchange exchange() {
    return FakeHttpExchange.json(ACME, "/admin/import", DOCUMENT)
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry_run", "dryrun", "DryRun", "dry-run", "dryRun2", "sections"})
  void rejectsUnknownParameter(String name) {
    var request = exchange().withQuery(name, "true").request();

    var refusal = assertThrows(ApiException.class, () -> resource.apply(request, null, DOCUMENT));

    assertEquals(422, refusal.status());
    assertTrue(log.of(ACME.id()).isEmpty(), "something was imported");
  }

  @Test
  void rejectsRepeatedParameter() {
    var request = exchange().withQuery("dryRun", "false").withQuery("dryRun", "true").request();

    assertThrows(ApiException.class, () -> resource.apply(request, "false", DOCUMENT));
  }

  @Test
  void acceptsDryRunParameter() {
    var request = exchange().withQuery("dryRun", "true").request();

    assertTrue(resource.apply(request, "true", DOCUMENT).dryRun());
  }
}
