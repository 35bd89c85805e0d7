package org.lumoauth.authz.openfga;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;

/** Writes who changed what into the audit log. */
public final class FgaAudit {

  private final AuditLog log;

  public FgaAudit(AuditLog log) {
    this.log = log;
  }

  /** Refuses to begin a change that could not be recorded. */
  public void requireWritable() {
    log.requireWritable();
  }

  /**
   * Records a change of a store.
   *
   * @param action as {@code relation.store.created}
   */
  public void record(
      Exchange exchange,
      String action,
      String storeId,
      String message,
      Map<String, Object> details) {
    var caller = exchange.caller();
    var chain = new ArrayList<SubjectRef>(caller.actors());
    chain.add(caller.subject());
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            action,
            AuditEvent.Outcome.SUCCESS,
            chain.get(0),
            chain.subList(1, chain.size()),
            Optional.of(new AuditEvent.Target("relation_store", storeId, Optional.empty())),
            message,
            Optional.of(exchange.requestInfo()),
            details));
  }
}
