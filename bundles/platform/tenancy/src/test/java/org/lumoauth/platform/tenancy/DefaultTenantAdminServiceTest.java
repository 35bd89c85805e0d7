/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.TenantPatch;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class DefaultTenantAdminServiceTest {

  @DatabaseTest
  void issuesAdminApiKeyForNewTenant(TestDatabase database) {
    var tenancy = new TenancyFixture(database);

    var created = tenancy.admin.create(named("acme"));

    assertEquals("lmk_of_acme", created.apiKey());
    assertEquals(Set.of("admin"), tenancy.keys.scopes);
  }

  @DatabaseTest
  void servesNewTenantImmediatelyDespiteNegativeCache(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.registry.findActive("acme");

    tenancy.admin.create(named("acme"));

    assertTrue(tenancy.registry.findActive("acme").isPresent());
  }

  @DatabaseTest
  void assignsTenantAdminRoleToFirstAdministrator(TestDatabase database) {
    var tenancy = new TenancyFixture(database);

    var created = tenancy.admin.create(withAdmin("acme"));

    var context = tenancy.registry.findActive("acme").orElseThrow();
    var user = tenancy.users.find(context, "root@acme.example").orElseThrow();
    assertEquals(List.of("user:" + user.id() + "=tenant_admin"), tenancy.assigned);
    assertEquals(created.tenant().id(), context.id());
  }

  @DatabaseTest
  void auditsEveryConcurrentChange(TestDatabase database) throws Exception {
    var tenancy = new TenancyFixture(database);
    var tenant = tenancy.admin.create(named("acme")).tenant();

    ConcurrentRunner.runAll(
        4,
        writer ->
            tenancy.admin.change(
                "acme",
                new TenantPatch(
                    Optional.of("Name " + writer), Optional.empty(), Optional.empty())));

    var displaced = names(tenancy, "old");
    displaced.add(tenancy.admin.find("acme").orElseThrow().name());
    var put = names(tenancy, "new");
    put.add(tenant.name());
    assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
  }

  private static List<String> names(TenancyFixture tenancy, String side) {
    return new ArrayList<>(
        tenancy.audit.of(AuditLog.PLATFORM).stream()
            .map(AuditRecord::event)
            .filter(event -> event.action().equals("tenant.updated"))
            .map(event -> (String) ((Map<?, ?>) event.details().get("name")).get(side))
            .toList());
  }

  @DatabaseTest
  void rejectsDuplicateSlug(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.admin.create(named("acme"));

    var refusal = assertThrows(ApiException.class, () -> tenancy.admin.create(named("acme")));

    assertEquals("duplicate_resource", refusal.code());
  }

  @DatabaseTest
  void rejectsConfusableSlug(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.admin.create(named("acme"));

    var refusal = assertThrows(ApiException.class, () -> tenancy.admin.create(named("acrne")));

    assertEquals(409, refusal.status());
  }

  @DatabaseTest
  void releasesSlugIfCreationFails(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.keys.broken = true;
    assertThrows(IllegalStateException.class, () -> tenancy.admin.create(withAdmin("acme")));
    tenancy.keys.broken = false;

    assertEquals("acme", tenancy.admin.create(named("acme")).tenant().slug());
  }

  @DatabaseTest
  void erasesDataOfFailedCreation(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.keys.broken = true;

    assertThrows(IllegalStateException.class, () -> tenancy.admin.create(withAdmin("acme")));

    assertEquals(1, tenancy.rows.erased.size());
  }

  @DatabaseTest
  void createsNoTenantIfAuditIsUnavailable(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.audit.unavailable();

    assertThrows(ApiException.class, () -> tenancy.admin.create(named("acme")));

    assertEquals(Optional.empty(), tenancy.admin.find("acme"));
  }

  @DatabaseTest
  void reportsMissingModule(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.neighbours.withoutDirectory = true;

    var refusal = assertThrows(ApiException.class, () -> tenancy.admin.create(withAdmin("acme")));

    assertEquals("platform-directory", refusal.details().get("module"));
  }

  @DatabaseTest
  void createsTenantWithoutAdministratorWithoutDirectory(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.neighbours.withoutDirectory = true;

    assertEquals("acme", tenancy.admin.create(named("acme")).tenant().slug());
  }

  @DatabaseTest
  void stopsServingDisabledTenantImmediately(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.admin.create(named("acme"));
    tenancy.registry.findActive("acme");

    tenancy.admin.change("acme", status(TenantStatus.DISABLED));

    assertFalse(tenancy.registry.findActive("acme").isPresent());
  }

  @DatabaseTest
  void stopsServingDisabledTenantById(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    var id = tenancy.admin.create(named("acme")).tenant().id();
    tenancy.registry.findActiveById(id);

    tenancy.admin.change("acme", status(TenantStatus.DISABLED));

    assertFalse(tenancy.registry.findActiveById(id).isPresent());
  }

  /** What ends meanwhile has to end in it. */
  @DatabaseTest
  void findsDisabledTenantById(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    var tenant = tenancy.admin.create(named("acme")).tenant();
    var context = tenancy.registry.findActiveById(tenant.id());
    assertEquals(context, tenancy.registry.findById(tenant.id()));

    tenancy.admin.change("acme", status(TenantStatus.DISABLED));
    assertEquals(context, tenancy.registry.findById(tenant.id()));

    tenancy.admin.delete("acme");
    assertFalse(tenancy.registry.findById(tenant.id()).isPresent());
  }

  @DatabaseTest
  void erasesDeletedTenant(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    var id = tenancy.admin.create(named("acme")).tenant().id();

    tenancy.admin.delete("acme");

    assertEquals(List.of(id), tenancy.rows.erased);
  }

  @DatabaseTest
  void doesNotReuseIdForRecreatedTenant(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    var first = tenancy.admin.create(named("acme")).tenant().id();
    tenancy.admin.delete("acme");

    assertNotEquals(first, tenancy.admin.create(named("acme")).tenant().id());
  }

  @DatabaseTest
  void leavesTenantDisabledIfErasureFails(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.admin.create(named("acme"));
    tenancy.rows.broken = true;

    assertThrows(ApiException.class, () -> tenancy.admin.delete("acme"));

    assertEquals(TenantStatus.DISABLED, tenancy.admin.find("acme").orElseThrow().status());
  }

  @DatabaseTest
  void auditsTenantLifecycleInPlatformChain(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.admin.create(named("acme"));
    tenancy.admin.change("acme", status(TenantStatus.DISABLED));
    tenancy.admin.delete("acme");

    assertEquals(
        List.of("tenant.created", "tenant.updated", "tenant.deleted"),
        tenancy.audit.actions(AuditLog.PLATFORM));
  }

  @DatabaseTest
  void derivesTheIssuerFromTheConfiguredBaseUrl(TestDatabase database) {
    var tenancy = new TenancyFixture(database);
    tenancy.admin.create(named("acme"));

    assertEquals(
        "https://id.example.com/t/acme/api/v1",
        tenancy.registry.findActive("acme").orElseThrow().issuer());
  }

  private static NewTenant named(String slug) {
    return new NewTenant(slug, "Acme", Optional.empty(), Optional.empty());
  }

  private static NewTenant withAdmin(String slug) {
    var admin =
        new NewTenant.TenantAdministrator("root@acme.example", "correct horse battery staple");
    return new NewTenant(slug, "Acme", Optional.empty(), Optional.of(admin));
  }

  private static TenantPatch status(TenantStatus status) {
    return new TenantPatch(Optional.empty(), Optional.of(status), Optional.empty());
  }
}
