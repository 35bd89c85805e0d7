package org.lumoauth.api.audit;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Writes and verifies the audit log. */
@ProviderType
public interface AuditLog {

  /** The chain of what the operator does outside any tenant. */
  String PLATFORM = "platform";

  /**
   * Writes an event and returns when it is durable.
   *
   * @param tenantId whose chain, or {@link #PLATFORM}
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if it could not be
   *     written: the caller must not answer as if it had been
   */
  AuditReceipt record(String tenantId, AuditEvent event);

  /**
   * Writes an event beside its caller, who waits for it before the answer that it describes.
   *
   * @return what to wait with; whoever does not wait does not know whether it was written
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} where that is known at
   *     once
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
     * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if it could not be
     *     written: the caller must not answer as if it had been
     */
    AuditReceipt awaitDurable();
  }

  /**
   * The same without waiting, for who goes on elsewhere when it is done.
   *
   * @return completes when the event is durable, exceptionally with the same problem if it could
   *     not be written
   */
  CompletionStage<AuditReceipt> recordAsync(String tenantId, AuditEvent event);

  /**
   * Writes several events of one tenant and returns when all are durable. The log of the platform
   * commits them together; one that does not know how writes them one after another.
   *
   * @return a receipt for each, in their order
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if any could not be
   *     written
   */
  default List<AuditReceipt> recordAll(String tenantId, List<AuditEvent> events) {
    return events.stream().map(event -> record(tenantId, event)).toList();
  }

  /**
   * Refuses to begin what could not be recorded: to be asked before a change is made, since a
   * record that fails afterwards leaves a change without one. Answers from memory; passing it
   * promises nothing.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if nothing can be
   *     written now
   */
  default void requireWritable() {
    // A log that does not know beforehand says so afterwards.
  }

  /** Walks a chain from its first record and names the first that is broken. */
  AuditChainVerification verify(String tenantId);
}
