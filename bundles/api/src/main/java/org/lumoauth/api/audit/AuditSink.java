/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.util.List;

/**
 * Extension point: receives a copy of the written records, for example for a SIEM. Registered with
 * {@code lumoauth.kind=audit-sink} and {@code lumoauth.name}. Called on one thread after the
 * records are durable; a failure or delay never blocks a request.
 */
public interface AuditSink {

  /** Accepts records in the order of each tenant's chain. */
  void accept(List<AuditRecord> records);
}
