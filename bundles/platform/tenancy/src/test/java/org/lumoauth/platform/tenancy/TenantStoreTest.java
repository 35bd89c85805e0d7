/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TenantStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456Z");

  @DatabaseTest
  void roundTripsTenant(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));

    assertEquals(Optional.of(tenant("1", "acme")), store.findBySlug("acme"));
  }

  @DatabaseTest
  void findsTenantById(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));

    assertEquals(Optional.of(tenant("1", "acme")), store.findById("ten_1"));
  }

  @DatabaseTest
  void rejectsDuplicateSlug(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));

    assertThrows(DuplicateKeyException.class, () -> store.insert(tenant("2", "acme")));
  }

  @DatabaseTest
  void rejectsConfusableSlug(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));

    assertThrows(DuplicateKeyException.class, () -> store.insert(tenant("2", "acrne")));
  }

  @DatabaseTest
  void comparesSlugsByteForByte(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));

    assertEquals(Optional.empty(), store.findBySlug("ACME"));
  }

  @DatabaseTest
  void releasesSlugOfDeletedTenant(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));
    store.delete("ten_1");
    store.insert(tenant("2", "acme"));

    assertEquals("ten_2", store.findBySlug("acme").orElseThrow().id());
  }

  @DatabaseTest
  void listsTenantsBySlug(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "globex"));
    store.insert(tenant("2", "acme"));

    assertEquals(
        List.of("acme", "globex"), store.list(PageRequest.first()).map(Tenant::slug).items());
  }

  @DatabaseTest
  void treatsPercentSignLiterally(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));

    assertEquals(0, store.list(search("%")).total());
  }

  @DatabaseTest
  void findsTenantByPartOfName(TestDatabase database) {
    var store = store(database);
    store.insert(tenant("1", "acme"));
    store.insert(tenant("2", "globex"));

    assertEquals(1, store.list(search("LOBE")).total());
  }

  @DatabaseTest
  void rejectsUnknownSortField(TestDatabase database) {
    var store = store(database);
    var page = new PageRequest(1, 25, Optional.empty(), Optional.of("region; drop"), false);

    assertEquals(422, assertThrows(ApiException.class, () -> store.list(page)).status());
  }

  @DatabaseTest
  void returnsEmptyPageBeyondLastPage(TestDatabase database) {
    var store = store(database);
    var page = new PageRequest(Integer.MAX_VALUE, 100, Optional.empty(), Optional.empty(), false);

    assertEquals(List.of(), store.list(page).items());
  }

  private static TenantStore store(TestDatabase database) {
    return new TenantStore(database.open(TenantStore.UNIT));
  }

  private static PageRequest search(String text) {
    return new PageRequest(1, 25, Optional.of(text), Optional.empty(), false);
  }

  private static Tenant tenant(String id, String slug) {
    return new Tenant("ten_" + id, slug, "Name of " + slug, TenantStatus.ACTIVE, "eu", NOW, NOW);
  }
}
