/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Writes and verifies the audit log. */
@ProviderType
public interface AuditLog {

  /** The chain for operations of the operator outside any tenant. */
  String PLATFORM = "platform";

  /**
   * Writes an event and returns when it is durable.
   *
   * @param tenantId the tenant of the chain, or {@link #PLATFORM}
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if the event could not
   *     be written: the caller must not respond as if it had been written
   */
  AuditReceipt record(String tenantId, AuditEvent event);

  /**
   * Starts to write an event concurrently with its caller, which must wait for it before it sends
   * the response that the event describes.
   *
   * @return the pending write to wait for; without waiting, the caller does not know whether the
   *     event was written
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if the failure is known
   *     immediately
   */
  default PendingAuditWrite beginRecord(String tenantId, AuditEvent event) {
    AuditReceipt written = record(tenantId, event);
    return () -> written;
  }

  /** An event that is being written. */
  @FunctionalInterface
  interface PendingAuditWrite {

    /**
     * Waits until the event is durable.
     *
     * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if the event could
     *     not be written: the caller must not respond as if it had been written
     */
    AuditReceipt awaitDurable();
  }

  /**
   * Writes an event without blocking, for callers that continue asynchronously.
   *
   * @return completes when the event is durable; completes exceptionally with the same error if the
   *     event could not be written
   */
  CompletionStage<AuditReceipt> recordAsync(String tenantId, AuditEvent event);

  /**
   * Writes several events of one tenant and returns when all are durable. The platform's audit log
   * commits them together; the default implementation writes one after another.
   *
   * @return one receipt per event, in order
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if any event could not
   *     be written
   */
  default List<AuditReceipt> recordAll(String tenantId, List<AuditEvent> events) {
    return events.stream().map(event -> record(tenantId, event)).toList();
  }

  /**
   * Rejects an operation that could not be recorded. Call it before a change, because a failed
   * record afterwards leaves a change without an audit record. Answers from memory; success is not
   * a guarantee.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if no events can be
   *     written now
   */
  default void requireWritable() {
    // By default, failures are reported when the event is written.
  }

  /** Reads a chain from its first record and reports the first invalid one. */
  AuditChainVerificationResult verify(String tenantId);
}
