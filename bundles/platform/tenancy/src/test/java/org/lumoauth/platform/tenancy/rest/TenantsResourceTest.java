/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tenancy.TenancyFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class TenantsResourceTest {
  private static final Map<String, Object> ACME = Map.of("slug", "acme", "name", "Acme");

  @DatabaseTest
  void returnsFirstApiKeyOfNewTenant(TestDatabase database) {
    var resource = new TenantsResource(new TenancyFixture(database).admin);

    var response = resource.create(operator(), ACME);

    assertEquals(201, response.getStatus());
    assertEquals("lmk_of_acme", ((CreatedTenantView) response.getEntity()).apiKey());
  }

  @DatabaseTest
  void auditsOperatorAsActor(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    new TenantsResource(tenancy.admin).create(operator(), ACME);

    assertEquals(
        aCaller().operator().build().subject(),
        tenancy.audit.last(AuditLog.PLATFORM).event().actor());
  }

  @DatabaseTest
  void rejectsUnknownMembers(TestDatabase database) {
    var resource = new TenantsResource(new TenancyFixture(database).admin);
    var body = Map.<String, Object>of("slug", "acme", "name", "Acme", "status", "active");

    assertEquals(
        422, assertThrows(ApiException.class, () -> resource.create(operator(), body)).status());
  }

  @DatabaseTest
  void disablesATenant(TestDatabase database) {
    var resource = new TenantsResource(new TenancyFixture(database).admin);
    resource.create(operator(), ACME);

    var changed = resource.change(operator(), "acme", Map.of("status", "disabled"));

    assertEquals("disabled", changed.data().status());
  }

  @DatabaseTest
  void returnsNotFoundForDeletedTenant(TestDatabase database) {
    var resource = new TenantsResource(new TenancyFixture(database).admin);
    resource.create(operator(), ACME);

    resource.delete(operator(), "acme");

    assertEquals(
        "tenant_not_found", assertThrows(ApiException.class, () -> resource.get("acme")).code());
  }

  private static HttpServletRequest operator() {
    return FakeHttpExchange.get(aTenant().build(), "/api/v1/platform/tenants")
        .withCaller(aCaller().operator().build())
        .request();
  }
}
