package org.lumoauth.platform.audit.chain;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditReceipt;

/**
 * An event that waits to be written, with who waits for it.
 *
 * @param others what is to be committed together with it, after it
 */
record Pending(
    String tenantId,
    AuditEvent event,
    Entry entry,
    CompletableFuture<AuditReceipt> receipt,
    List<Pending> others) {

  static Pending of(String tenantId, AuditEvent event) {
    return of(tenantId, event, List.of());
  }

  static Pending of(String tenantId, AuditEvent event, List<Pending> others) {
    return new Pending(
        tenantId, event, EntryText.of(event), new CompletableFuture<>(), List.copyOf(others));
  }
}
