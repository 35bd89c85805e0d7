/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditReceipt;

/**
 * An event waiting to be written, with its receipt.
 *
 * @param others events to be committed together with it, after it
 */
record PendingAuditEvent(
    String tenantId,
    AuditEvent event,
    SerializedAuditEvent entry,
    CompletableFuture<AuditReceipt> receipt,
    List<PendingAuditEvent> others) {

  static PendingAuditEvent of(String tenantId, AuditEvent event) {
    return of(tenantId, event, List.of());
  }

  static PendingAuditEvent of(String tenantId, AuditEvent event, List<PendingAuditEvent> others) {
    return new PendingAuditEvent(
        tenantId,
        event,
        AuditEventSerializer.of(event),
        new CompletableFuture<>(),
        List.copyOf(others));
  }
}
