/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers durable records to the sinks in a separate thread. A sink that is too slow loses
 * records, which is counted and logged: the chain is authoritative, and a sink has a copy.
 */
final class AuditSinkDispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSinkDispatcher.class);
  private static final int BATCHES = 256;
  private static final long LOG_EVERY = 10_000;

  private final List<AuditSink> sinks = new CopyOnWriteArrayList<>();
  private final BlockingQueue<List<AuditRecord>> queue = new ArrayBlockingQueue<>(BATCHES);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::run, "lumoauth-audit-sinks");
  private volatile boolean ended;

  AuditSinkDispatcher() {
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void add(AuditSink sink) {
    sinks.add(sink);
  }

  void remove(AuditSink sink) {
    sinks.remove(sink);
  }

  long dropped() {
    return dropped.get();
  }

  void offer(List<PendingAuditEvent> batch, List<AuditChainRow> rows) {
    if (sinks.isEmpty()) {
      return;
    }
    List<AuditRecord> records = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      AuditChainRow row = rows.get(i);
      records.add(
          new AuditRecord(
              row.id(),
              row.sequence(),
              row.tenantId(),
              EpochMicrosConverter.toInstant(row.micros()),
              batch.get(i).event()));
    }
    if (!queue.offer(records)) {
      long before = dropped.getAndAdd(records.size());
      if (before / LOG_EVERY != (before + records.size()) / LOG_EVERY || before == 0) {
        LOG.warn("audit.sink.overflow dropped={}", before + records.size());
      }
    }
  }

  private void run() {
    while (!ended || !queue.isEmpty()) {
      try {
        var records = queue.poll(200, TimeUnit.MILLISECONDS);
        if (records != null) {
          sinks.forEach(sink -> deliver(sink, records));
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void deliver(AuditSink sink, List<AuditRecord> records) {
    try {
      sink.accept(records);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(
          "audit.sink.failed sink={} records={}", sink.getClass().getName(), records.size(), e);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
