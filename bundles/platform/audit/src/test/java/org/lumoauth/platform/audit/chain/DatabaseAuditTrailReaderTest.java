/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;

class DatabaseAuditTrailReaderTest {
  private static final String ACME = "ten_acme";
  private static final Set<String> BOTH = Set.of("a.one", "a.two");

  @DatabaseTest
  void returnsRecordedEvent(TestDatabase database) {
    try (var logs = AuditLogFixture.on(database)) {
      var event = TestBuilders.anAuditEvent().of("a.one").with("user", "usr_1").build();
      var receipt = logs.log.record(ACME, event);

      AuditRecord read = logs.trail().read(ACME, 0, 1, BOTH, 10).get(0);

      assertEquals(receipt.id(), read.id());
      assertEquals(event.actor(), read.event().actor());
      assertEquals(event.target(), read.event().target());
      assertEquals(event.outcome(), read.event().outcome());
      assertEquals("usr_1", read.event().details().get("user"));
    }
  }

  @DatabaseTest
  void readsOnlyRequestedRecords(TestDatabase database) {
    try (var logs = AuditLogFixture.on(database)) {
      for (String action : List.of("a.one", "b.other", "a.two", "a.one", "a.two")) {
        logs.log.record(ACME, AuditLogFixture.event(action));
      }
      logs.log.record("ten_globex", AuditLogFixture.event("a.one"));

      var trail = logs.trail();

      assertEquals(5, trail.findHeadSequence(ACME));
      assertEquals(List.of(3L, 4L), places(trail.read(ACME, 1, 4, BOTH, 10)));
      assertEquals(List.of(1L, 3L), places(trail.read(ACME, 0, 5, BOTH, 2)));
      assertEquals(List.of(3L, 5L), places(trail.read(ACME, 0, 9, Set.of("a.two"), 10)));
      assertEquals(List.of(), trail.read(ACME, 0, 5, Set.of(), 10));
      assertEquals(List.of(2L, 3L), places(trail.read(ACME, 1, 5, 2)));
    }
  }

  @DatabaseTest
  void returnsNothingForUnknownChain(TestDatabase database) {
    try (var logs = AuditLogFixture.on(database)) {
      assertEquals(0, logs.trail().findHeadSequence("ten_nobody"));
      assertEquals(List.of(), logs.trail().read("ten_nobody", 0, 10, BOTH, 10));
    }
  }

  @DatabaseTest
  void returnsOnBehalfOf(TestDatabase database) {
    try (var logs = AuditLogFixture.on(database)) {
      var alice = new SubjectRef(SubjectRef.USER, "usr_1");
      var event = TestBuilders.anAuditEvent().of("a.one").build();
      logs.log.record(
          ACME,
          new org.lumoauth.api.audit.AuditEvent(
              "a.one",
              event.outcome(),
              new SubjectRef(SubjectRef.AGENT, "agt_1"),
              List.of(alice),
              Optional.empty(),
              "text",
              Optional.empty(),
              java.util.Map.of()));

      assertEquals(
          List.of(alice), logs.trail().read(ACME, 0, 1, BOTH, 1).get(0).event().onBehalfOf());
    }
  }

  private static List<Long> places(List<AuditRecord> records) {
    return records.stream().map(AuditRecord::sequence).toList();
  }
}
