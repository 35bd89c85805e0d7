/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lumoauth.api.audit.AuditChainVerificationResult;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrailReader;
import org.lumoauth.api.web.ApiException;

/** Stores records in memory; can simulate unavailability and failures. */
public final class FakeAuditLog implements AuditLog, AuditTrailReader {

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final List<AuditRecord> records = new ArrayList<>();
  private volatile boolean unavailable;
  private volatile boolean failing;
  private int waits;

  @Override
  public synchronized AuditReceipt record(String tenantId, AuditEvent event) {
    return recordAll(tenantId, List.of(event)).get(0);
  }

  @Override
  public synchronized List<AuditReceipt> recordAll(String tenantId, List<AuditEvent> events) {
    if (failing) {
      throw unwritable();
    }
    requireWritable();
    waits++;
    return events.stream().map(event -> write(tenantId, event)).toList();
  }

  private AuditReceipt write(String tenantId, AuditEvent event) {
    long sequence = of(tenantId).size() + 1L;
    var id = identifiers.next("aud_");
    records.add(new AuditRecord(id, sequence, tenantId, Instant.now(), event));
    return new AuditReceipt(id, sequence);
  }

  @Override
  public CompletionStage<AuditReceipt> recordAsync(String tenantId, AuditEvent event) {
    try {
      return CompletableFuture.completedFuture(record(tenantId, event));
    } catch (ApiException problem) {
      return CompletableFuture.failedFuture(problem);
    }
  }

  @Override
  public void requireWritable() {
    if (unavailable) {
      throw unwritable();
    }
  }

  private static ApiException unwritable() {
    return new ApiException(503, "audit_unavailable", "The audit log is unavailable.");
  }

  /** A failure is reported to the waiting caller. */
  @Override
  public PendingAuditWrite beginRecord(String tenantId, AuditEvent event) {
    try {
      AuditReceipt written = record(tenantId, event);
      return () -> written;
    } catch (ApiException problem) {
      return () -> {
        throw problem;
      };
    }
  }

  @Override
  public AuditChainVerificationResult verify(String tenantId) {
    var chain = of(tenantId);
    return new AuditChainVerificationResult(
        chain.size(), chain.isEmpty() ? "" : "00", Optional.empty());
  }

  @Override
  public long findHeadSequence(String tenantId) {
    return of(tenantId).size();
  }

  @Override
  public List<AuditRecord> read(
      String tenantId, long after, long upTo, Set<String> actions, int limit) {
    return of(tenantId).stream()
        .filter(each -> each.sequence() > after && each.sequence() <= upTo)
        .filter(each -> actions.contains(each.event().action()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditRecord> read(String tenantId, long after, long upTo, int limit) {
    return of(tenantId).stream()
        .filter(each -> each.sequence() > after && each.sequence() <= upTo)
        .limit(limit)
        .toList();
  }

  /** Returns the number of recording calls, each with one or several records. */
  public synchronized int recordCalls() {
    return waits;
  }

  /** Makes the log unavailable from now on. */
  public FakeAuditLog unavailable() {
    unavailable = true;
    return this;
  }

  /** Makes writing fail from now on, although the log reports itself as available. */
  public FakeAuditLog failing() {
    failing = true;
    return this;
  }

  /** Returns the tenant's records, in order. */
  public synchronized List<AuditRecord> of(String tenantId) {
    return records.stream().filter(entry -> entry.tenantId().equals(tenantId)).toList();
  }

  /** Returns the actions in the tenant's chain, in order. */
  public List<String> actions(String tenantId) {
    return of(tenantId).stream().map(entry -> entry.event().action()).toList();
  }

  /**
   * Returns the tenant's last record.
   *
   * @throws IllegalStateException if the tenant has no record
   */
  public AuditRecord last(String tenantId) {
    var chain = of(tenantId);
    if (chain.isEmpty()) {
      throw new IllegalStateException("no record for " + tenantId);
    }
    return chain.get(chain.size() - 1);
  }
}
