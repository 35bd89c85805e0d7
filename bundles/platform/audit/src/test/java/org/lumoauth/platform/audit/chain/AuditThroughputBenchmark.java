/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.datasource.DatabaseDefaultsInitializer;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.persistence.unit.OpenJpaPersistenceUnitFactory;

/**
 * Measures acknowledged records a second, by hand: {@code AuditThroughputBenchmark h2|mariadb
 * [threads...]}. Each thread waits for its record before it writes the next, as requests do.
 */
public final class AuditThroughputBenchmark {
  private static final int ROUND_SECONDS = 5;

  private AuditThroughputBenchmark() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("h2")) {
      var file = Files.createTempDirectory("lumo-rate").resolve("lumoauth");
      run(new DatabaseSettings("jdbc:h2:file:" + file, "sa", "", 10), args);
    } else {
      try (var server = MariaDbServer.start()) {
        run(server.create("rate"), args);
      }
    }
  }

  private static void run(DatabaseSettings settings, String[] args) throws Exception {
    try (var pool = new DatabaseConnectionPools(settings)) {
      DatabaseDefaultsInitializer.of(settings.kind()).prepare(pool.dataSource());
      var tables =
          new OpenJpaPersistenceUnitFactory(pool, settings.kind())
              .open(TestDatabase.tablesOf(ChainedAuditLog.class));
      try (var log =
          new ChainedAuditLog(
              new AuditChainStore(tables),
              AuditLogFixture.identifiers(new AtomicLong(System.nanoTime())))) {
        round(log, 16); // warm up
        for (int i = 1; i < args.length; i++) {
          int threads = Integer.parseInt(args[i]);
          System.out.printf(
              "%s threads %d: %,d records/s%n", settings.kind(), threads, round(log, threads));
        }
        System.out.println("chain 0: " + log.verify("ten_0"));
      }
      tables.close();
    }
  }

  private static long round(ChainedAuditLog log, int threads) throws InterruptedException {
    AuditEvent event = AuditLogFixture.event("token.issued");
    var count = new LongAdder();
    long end = System.nanoTime() + ROUND_SECONDS * 1_000_000_000L;
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String tenant = "ten_" + i % 4;
      var thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  log.record(tenant, event);
                  count.increment();
                }
              });
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
    return count.sum() / ROUND_SECONDS;
  }
}
