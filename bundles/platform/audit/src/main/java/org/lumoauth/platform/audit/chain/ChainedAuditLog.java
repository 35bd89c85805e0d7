/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lumoauth.api.audit.AuditChainVerificationResult;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The audit log, stored as hash chains in the database. While records cannot be written, changes
 * are refused, so the server is not ready.
 */
@Component(
    service = {AuditLog.class, MetricSource.class, ReadinessProbe.class},
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-audit"})
public final class ChainedAuditLog
    implements AuditLog, MetricSource, ReadinessProbe, AutoCloseable {
  private static final long WAIT_SECONDS = 10;

  private final AuditChainStore store;
  private final AuditSinkDispatcher sinks = new AuditSinkDispatcher();
  private final AuditChainWriter writer;

  /** Runs continuations of submitted events, so that they do not block the writer. */
  private final ExecutorService continuations;

  @Activate
  public ChainedAuditLog(@Reference PersistenceUnit tables, @Reference IdGenerator identifiers) {
    this(new AuditChainStore(tables), identifiers);
  }

  ChainedAuditLog(AuditChainStore store, IdGenerator identifiers) {
    this.store = store;
    this.writer = new AuditChainWriter(store, identifiers, sinks);
    this.continuations =
        Executors.newSingleThreadExecutor(DaemonThreadFactory.named("lumoauth-audit-continue"));
    sinks.start();
    writer.start();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSink(AuditSink sink) {
    sinks.add(sink);
  }

  void removeSink(AuditSink sink) {
    sinks.remove(sink);
  }

  @Override
  public AuditReceipt record(String tenantId, AuditEvent event) {
    return beginRecord(tenantId, event).awaitDurable();
  }

  @Override
  public PendingAuditWrite beginRecord(String tenantId, AuditEvent event) {
    var receipt = enqueue(tenantId, event);
    return () -> await(receipt, WAIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public List<AuditReceipt> recordAll(String tenantId, List<AuditEvent> events) {
    Objects.requireNonNull(tenantId, "tenantId");
    if (events.isEmpty()) {
      return List.of();
    }
    var others =
        events.stream().skip(1).map(event -> PendingAuditEvent.of(tenantId, event)).toList();
    var first = PendingAuditEvent.of(tenantId, events.get(0), others);
    writer.add(first);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    var receipts = new ArrayList<AuditReceipt>(events.size());
    receipts.add(await(first.receipt(), end - System.nanoTime(), TimeUnit.NANOSECONDS));
    for (PendingAuditEvent other : others) {
      receipts.add(await(other.receipt(), end - System.nanoTime(), TimeUnit.NANOSECONDS));
    }
    return receipts;
  }

  private static AuditReceipt await(
      CompletableFuture<AuditReceipt> receipt, long time, TimeUnit unit) {
    try {
      return receipt.get(time, unit);
    } catch (ExecutionException | TimeoutException e) {
      receipt.cancel(false); // if it is still queued, it is not written
      throw AuditChainWriter.isStorageFull(e.getCause())
          ? ApiException.storageFull()
          : AuditChainWriter.unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      receipt.cancel(false);
      throw AuditChainWriter.unavailable();
    }
  }

  @Override
  public CompletionStage<AuditReceipt> recordAsync(String tenantId, AuditEvent event) {
    var answer = new CompletableFuture<AuditReceipt>();
    Future<?> unused =
        enqueue(tenantId, event)
            .whenCompleteAsync(
                (receipt, failure) -> {
                  if (failure == null) {
                    answer.complete(receipt);
                  } else {
                    answer.completeExceptionally(failure);
                  }
                },
                continuations);
    return answer;
  }

  private CompletableFuture<AuditReceipt> enqueue(String tenantId, AuditEvent event) {
    Objects.requireNonNull(tenantId, "tenantId");
    var pending = PendingAuditEvent.of(tenantId, event);
    writer.add(pending);
    return pending.receipt();
  }

  @Override
  public void requireWritable() {
    writer.requireWritable();
  }

  @Override
  public AuditChainVerificationResult verify(String tenantId) {
    return new AuditChainVerifier(store, store.starts()).verify(tenantId);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.counter(
            "lumoauth_audit_records_total", "Audit records written.", writer.written().total()),
        writer.written().metric(),
        Metric.counter(
            "lumoauth_audit_failures_total",
            "Audit records that could not be written.",
            writer.failureCount()),
        Metric.gauge(
            "lumoauth_audit_queue_records", "Audit records in the queue.", writer.queueSize()),
        Metric.counter(
            "lumoauth_audit_sink_dropped_total",
            "Audit records dropped because a sink was too slow.",
            sinks.dropped()));
  }

  @Override
  public Optional<String> findUnreadyReason() {
    return writer.hasOutage() ? Optional.of("The audit log is not writable.") : Optional.empty();
  }

  /** Writes queued events before stopping. */
  @Override
  @Deactivate
  public void close() {
    writer.close();
    sinks.close();
    continuations.shutdown();
  }
}
