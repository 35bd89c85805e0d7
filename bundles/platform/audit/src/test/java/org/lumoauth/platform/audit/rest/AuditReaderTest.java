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
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.lumoauth.platform.audit.chain.ChainedAuditLog;
import org.lumoauth.platform.audit.chain.RetentionLimits;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.race.AtOnce;

class AuditReaderTest {
  private static final RetentionLimits LIMITS = RetentionLimits.of(true, 400, 90);

  private static final String ACME = "ten_acme";

  @DatabaseTest
  void showsTheNewestFirst(TestDatabase database) {
    var page = reader(database).page(new Conditions(ACME), false, PageRequest.first());

    assertEquals(List.of(3L, 2L, 1L), page.items().stream().map(row -> row.sequence()).toList());
  }

  @DatabaseTest
  void countsAllPages(TestDatabase database) {
    var request = new PageRequest(2, 2, Optional.empty(), Optional.empty(), false);

    assertEquals(3, reader(database).page(new Conditions(ACME), false, request).total());
  }

  @DatabaseTest
  void showsNoRecordOfAnotherTenant(TestDatabase database) {
    var reader = reader(database);
    var foreign = reader.one(new Conditions("ten_other")).orElseThrow();
    var conditions = new Conditions(ACME);
    conditions.equal("id", foreign.id());

    assertEquals(Optional.empty(), reader.one(conditions));
  }

  @DatabaseTest
  void takesAnUnderscoreInACategoryAsItIs(TestDatabase database) {
    var conditions = new Conditions(ACME);
    conditions.startsWith("action", "_ser.");

    assertEquals(0, reader(database).page(conditions, false, PageRequest.first()).total());
  }

  @DatabaseTest
  void countsByAction(TestDatabase database) {
    assertEquals(
        Map.of("user.created", 2L, "user.deleted", 1L),
        reader(database).counts(new Conditions(ACME), "action"));
  }

  @DatabaseTest
  void countsByDay(TestDatabase database) {
    var before = LocalDate.now(ZoneOffset.UTC);
    var days = reader(database).perDay(new Conditions(ACME));
    var after = LocalDate.now(ZoneOffset.UTC);

    assertEquals(3, days.values().stream().mapToLong(Long::longValue).sum());
    assertTrue(List.of(before, after).containsAll(days.keySet()), days.toString());
  }

  @DatabaseTest
  void showsWhatWasDeniedAsAWarning(TestDatabase database) {
    var conditions = new Conditions(ACME);
    conditions.equal("action", "user.deleted");
    var entry = new EntryView().of(reader(database).one(conditions).orElseThrow());

    assertEquals(List.of("denied", "warning"), List.of(entry.status(), entry.severity()));
  }

  @DatabaseTest
  void keepsARetentionThatIsChangedTwice(TestDatabase database) {
    var retention = new Retention(new AuditTables(database.units()), LIMITS);
    retention.change(ACME, kept -> 30);
    var change = retention.change(ACME, kept -> 365);

    assertEquals(new Retention.Change(30, 365), change);
    assertEquals(365, retention.days(ACME));
  }

  @DatabaseTest
  void knowsOfManyFirstRetentionsWhatEachReplaced(TestDatabase database) throws Exception {
    var retention = new Retention(new AuditTables(database.units()), LIMITS);

    var changes = AtOnce.all(4, writer -> retention.change(ACME, kept -> 100 + writer));

    var displaced = new ArrayList<>(changes.stream().map(Retention.Change::before).toList());
    displaced.add(retention.days(ACME));
    var put = new ArrayList<>(changes.stream().map(Retention.Change::after).toList());
    put.add(LIMITS.days());
    assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
  }

  private static AuditReader reader(TestDatabase database) {
    var tables = new AuditTables(database.units());
    var numbers = new AtomicLong();
    try (var log =
        new ChainedAuditLog(
            tables, prefix -> prefix + "%026d".formatted(numbers.getAndIncrement()))) {
      var event = Builders.anAuditEvent();
      log.record(ACME, event.of("user.created").build());
      log.record(ACME, event.of("user.created").build());
      log.record(ACME, event.of("user.deleted").ending(Outcome.DENIED).build());
      log.record("ten_other", event.of("user.created").build());
    }
    return new AuditReader(tables);
  }
}
