package org.lumoauth.platform.audit.chain;

import java.util.concurrent.CompletableFuture;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditReceipt;

/** An event that waits to be written, with who waits for it. */
record Pending(
    String tenantId, AuditEvent event, Entry entry, CompletableFuture<AuditReceipt> receipt) {

  static Pending of(String tenantId, AuditEvent event) {
    return new Pending(tenantId, event, EntryText.of(event), new CompletableFuture<>());
  }
}
