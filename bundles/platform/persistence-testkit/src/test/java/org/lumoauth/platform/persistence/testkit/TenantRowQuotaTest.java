/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.put;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.quota.QuotaSettings;
import org.lumoauth.platform.persistence.quota.TenantQuotaEnforcer;
import org.lumoauth.platform.persistence.testkit.entity.Book;
import org.lumoauth.platform.persistence.testkit.entity.BookKey;
import org.lumoauth.platform.persistence.unit.OpenJpaPersistenceUnitFactory;

/** Rows beyond a tenant's quota. */
class TenantRowQuotaTest {
  private final DatabaseConnectionPools pool =
      new DatabaseConnectionPools(new DatabaseSettings("jdbc:h2:mem:quota", "sa", "", 2));

  @AfterEach
  void close() {
    pool.close();
  }

  private PersistenceUnit unit(String quotas) {
    return new OpenJpaPersistenceUnitFactory(
            pool, DatabaseKind.H2, new TenantQuotaEnforcer(QuotaSettings.of(quotas)))
        .open(SHELF);
  }

  @Test
  void rejectsRowBeyondQuotaWithQuotaName() {
    var unit = unit("books 2");
    put(unit, "t1", "b1", "Emma");
    put(unit, "t1", "b2", "Persuasion");

    ApiException refusal =
        assertThrows(ApiException.class, () -> put(unit, "t1", "b3", "Sanditon"));

    assertEquals(409, refusal.status());
    assertEquals("quota_exceeded", refusal.code());
    assertEquals(Map.of("quota", "books", "limit", 2L), refusal.details());
    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "b3"))));
  }

  @Test
  void enforcesQuotaForPlainSql() {
    var quota = new RowQuota("books", "shelf_book", 2);
    put(unit("books 0"), "t1", "b1", "Emma");
    var unit = unit("");

    unit.requireWithinQuota(quota, "t1");

    ApiException refusal =
        assertThrows(ApiException.class, () -> unit.requireWithinQuota(quota, "t1"));
    assertEquals(Map.of("quota", "books", "limit", 2L), refusal.details());
    unit.requireWithinQuota(quota, "t2");
  }

  @Test
  void countsTenantsSeparately() {
    var unit = unit("books 1");
    put(unit, "t1", "b1", "Emma");
    put(unit, "t2", "b1", "Emma");

    assertThrows(ApiException.class, () -> put(unit, "t2", "b2", "Persuasion"));
  }

  @Test
  void appliesQuotaOverrideOfTenant() {
    var unit = unit("books 1, t2 books 2");
    put(unit, "t2", "b1", "Emma");
    put(unit, "t2", "b2", "Persuasion");

    assertThrows(ApiException.class, () -> put(unit, "t2", "b3", "Sanditon"));
  }

  @Test
  void countsExistingRows() {
    put(unit("books 5"), "t1", "b1", "Emma");

    assertThrows(ApiException.class, () -> put(unit("books 1"), "t1", "b2", "Persuasion"));
  }

  @Test
  void treatsZeroAsUnlimited() {
    var unit = unit("books 0");
    put(unit, "t1", "b1", "Emma");
    put(unit, "t1", "b2", "Persuasion");
  }
}
