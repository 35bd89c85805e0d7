/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.lumoauth.platform.audit.chain.ChainedAuditLog;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;

class SelectedAuditRecordExporterTest {
  private static final String ACME = "ten_acme";
  private static final int RECORDS = 2 * SelectedAuditRecordExporter.SIZE + 1;

  @DatabaseTest
  void exportsAllBatchesNewestFirst(TestDatabase database) throws Exception {
    List<Long> expected = new ArrayList<>(places());
    Collections.reverse(expected);

    assertEquals(expected, ids(exported(database, false)));
  }

  @DatabaseTest
  void exportsAllBatchesOldestFirst(TestDatabase database) throws Exception {
    assertEquals(places(), ids(exported(database, true)));
  }

  @DatabaseTest
  void endsWithTotalNumberOfRecords(TestDatabase database) throws Exception {
    assertEquals(RECORDS, exported(database, false).path("meta").path("total").asInt());
  }

  private static JsonNode exported(TestDatabase database, boolean oldestFirst) throws Exception {
    var tables = database.open(TestDatabase.tablesOf(ChainedAuditLog.class));
    var numbers = new AtomicLong();
    try (var log =
        new ChainedAuditLog(
            tables, prefix -> prefix + "%026d".formatted(numbers.getAndIncrement()))) {
      log.recordAll(ACME, Collections.nCopies(RECORDS, TestBuilders.anAuditEvent().build()));
      var out = new ByteArrayOutputStream();
      new SelectedAuditRecordExporter(
              new AuditRecordQuery(tables), new AuditWhereClause(ACME), oldestFirst)
          .write(AuditExportFormat.JSON, RECORDS, out);
      return new ObjectMapper().readTree(out.toByteArray());
    }
  }

  private static List<Long> places() {
    return LongStream.rangeClosed(1, RECORDS).boxed().toList();
  }

  private static List<Long> ids(JsonNode export) {
    List<Long> ids = new ArrayList<>();
    export.path("data").forEach(entry -> ids.add(entry.path("id").asLong()));
    return ids;
  }
}
