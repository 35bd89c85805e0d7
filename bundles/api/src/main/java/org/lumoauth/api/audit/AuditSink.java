package org.lumoauth.api.audit;

import java.util.List;

/**
 * Extension point: gets a copy of what was written, as a SIEM would. Registered with {@code
 * lumoauth.kind=audit-sink} and {@code lumoauth.name}. Called after the records are durable, from
 * one thread; a failure or delay never holds a request.
 */
public interface AuditSink {

  /** Takes records in the order of each tenant's chain. */
  void accept(List<AuditRecord> records);
}
