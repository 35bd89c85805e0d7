package org.lumoauth.platform.modules.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.audit.ChainVerification;

/** An audit log that remembers, as lines of chain, action, outcome and target. */
public final class MemoryAuditLog implements AuditLog {
  private final List<String> lines = new ArrayList<>();

  @Override
  public AuditReceipt record(String tenantId, AuditEvent event) {
    lines.add(
        "%s %s %s %s"
            .formatted(
                tenantId, event.action(), event.outcome(), event.target().orElseThrow().id()));
    return new AuditReceipt("aud_" + lines.size(), lines.size());
  }

  @Override
  public CompletionStage<AuditReceipt> submit(String tenantId, AuditEvent event) {
    return CompletableFuture.completedFuture(record(tenantId, event));
  }

  @Override
  public ChainVerification verify(String tenantId) {
    throw new UnsupportedOperationException();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
