/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.testkit.builder.TestBuilders;

/** The contract of every {@link AuditSink}. */
public abstract class AuditSinkContract {

  /** Returns the provider under test. */
  protected abstract AuditSink sink();

  /** Returns the ids of the records that arrived at the sink's destination, in order of arrival. */
  protected abstract List<String> arrived();

  @Test
  void storesRecordsInOrder() {
    sink().accept(records(1, 5));
    sink().accept(records(6, 7));

    assertEquals(List.of("aud_1", "aud_2", "aud_3", "aud_4", "aud_5", "aud_6", "aud_7"), arrived());
  }

  @Test
  void acceptsEmptyBatch() {
    sink().accept(List.of());

    assertEquals(List.of(), arrived());
  }

  @Test
  void acceptsInterleavedRecordsOfTwoTenants() {
    sink().accept(List.of(record("ten_1", 1), record("ten_2", 2), record("ten_1", 3)));

    assertEquals(List.of("aud_1", "aud_2", "aud_3"), arrived());
  }

  @Test
  void acceptsRecordWithoutRequestOrTarget() {
    var plain = TestBuilders.anAuditEvent().build();
    var bare =
        new AuditEvent(
            plain.action(),
            plain.outcome(),
            plain.actor(),
            List.of(),
            Optional.empty(),
            "Bare.",
            Optional.empty(),
            Map.of());

    sink().accept(List.of(new AuditRecord("aud_1", 1, "ten_1", Instant.EPOCH, bare)));

    assertEquals(List.of("aud_1"), arrived());
  }

  private static List<AuditRecord> records(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(i -> record("ten_1", i)).toList();
  }

  private static AuditRecord record(String tenantId, long sequence) {
    return new AuditRecord(
        "aud_" + sequence, sequence, tenantId, Instant.EPOCH, TestBuilders.anAuditEvent().build());
  }
}
