/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.audit.chain.ChainedAuditLog;
import org.lumoauth.platform.audit.chain.OperatorAuditRetentionSettings;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.race.ConcurrentRunner;

class AuditRecordQueryTest {
  private static final OperatorAuditRetentionSettings LIMITS =
      OperatorAuditRetentionSettings.of(true, 400, 90);

  private static final String ACME = "ten_acme";

  @DatabaseTest
  void returnsNewestFirst(TestDatabase database) {
    var page = reader(database).page(new AuditWhereClause(ACME), false, PageRequest.first());

    assertEquals(List.of(3L, 2L, 1L), page.items().stream().map(row -> row.sequence()).toList());
  }

  @DatabaseTest
  void countsRecordsOfAllPages(TestDatabase database) {
    var request = new PageRequest(2, 2, Optional.empty(), Optional.empty(), false);

    assertEquals(3, reader(database).page(new AuditWhereClause(ACME), false, request).total());
  }

  @DatabaseTest
  void hidesRecordsOfOtherTenants(TestDatabase database) {
    var reader = reader(database);
    var foreign = reader.findOne(new AuditWhereClause("ten_other")).orElseThrow();
    var conditions = new AuditWhereClause(ACME);
    conditions.equal("id", foreign.id());

    assertEquals(Optional.empty(), reader.findOne(conditions));
  }

  @DatabaseTest
  void treatsUnderscoreInCategoryLiterally(TestDatabase database) {
    var conditions = new AuditWhereClause(ACME);
    conditions.startsWith("action", "_ser.");

    assertEquals(0, reader(database).page(conditions, false, PageRequest.first()).total());
  }

  @DatabaseTest
  void countsByAction(TestDatabase database) {
    assertEquals(
        Map.of("user.created", 2L, "user.deleted", 1L),
        reader(database).counts(new AuditWhereClause(ACME), "action"));
  }

  @DatabaseTest
  void countsByDay(TestDatabase database) {
    var before = LocalDate.now(ZoneOffset.UTC);
    var days = reader(database).perDay(new AuditWhereClause(ACME));
    var after = LocalDate.now(ZoneOffset.UTC);

    assertEquals(3, days.values().stream().mapToLong(Long::longValue).sum());
    assertTrue(List.of(before, after).containsAll(days.keySet()), days.toString());
  }

  @DatabaseTest
  void mapsDeniedOutcomeToWarning(TestDatabase database) {
    var conditions = new AuditWhereClause(ACME);
    conditions.equal("action", "user.deleted");
    var entry = new AuditLogEntryMapper().of(reader(database).findOne(conditions).orElseThrow());

    assertEquals(List.of("denied", "warning"), List.of(entry.status(), entry.severity()));
  }

  @DatabaseTest
  void storesRetentionChangedTwice(TestDatabase database) {
    var retention =
        new AuditRetentionStore(
            database.open(TestDatabase.tablesOf(ChainedAuditLog.class)), LIMITS);
    retention.change(ACME, kept -> 30);
    var change = retention.change(ACME, kept -> 365);

    assertEquals(new AuditRetentionStore.AuditRetentionChange(30, 365), change);
    assertEquals(365, retention.days(ACME));
  }

  @DatabaseTest
  void returnsReplacedValueOfConcurrentRetentionChanges(TestDatabase database) throws Exception {
    var retention =
        new AuditRetentionStore(
            database.open(TestDatabase.tablesOf(ChainedAuditLog.class)), LIMITS);

    var changes =
        ConcurrentRunner.runAll(4, writer -> retention.change(ACME, kept -> 100 + writer));

    var displaced =
        new ArrayList<>(
            changes.stream().map(AuditRetentionStore.AuditRetentionChange::before).toList());
    displaced.add(retention.days(ACME));
    var put =
        new ArrayList<>(
            changes.stream().map(AuditRetentionStore.AuditRetentionChange::after).toList());
    put.add(LIMITS.days());
    assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
  }

  private static AuditRecordQuery reader(TestDatabase database) {
    var tables = database.open(TestDatabase.tablesOf(ChainedAuditLog.class));
    var numbers = new AtomicLong();
    try (var log =
        new ChainedAuditLog(
            tables, prefix -> prefix + "%026d".formatted(numbers.getAndIncrement()))) {
      var event = TestBuilders.anAuditEvent();
      log.record(ACME, event.of("user.created").build());
      log.record(ACME, event.of("user.created").build());
      log.record(ACME, event.of("user.deleted").withOutcome(AuditOutcome.DENIED).build());
      log.record("ten_other", event.of("user.created").build());
    }
    return new AuditRecordQuery(tables);
  }
}
