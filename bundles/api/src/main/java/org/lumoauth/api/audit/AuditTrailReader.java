/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads stored audit chains. A consumer that must process every record stores its position in the
 * chain and continues from there. It also sees the records that an {@link AuditSink} missed while
 * it was unavailable or the server was killed.
 */
@ProviderType
public interface AuditTrailReader {

  /** Returns the position of the last record of the chain; 0 for an empty chain. */
  long findHeadSequence(String tenantId);

  /**
   * Returns records of a chain in order. Texts that exceeded the maximum length when written are
   * truncated.
   *
   * @param tenantId the tenant of the chain
   * @param after the position before the first requested record; 0 for the beginning of the chain
   * @param upTo the last requested position
   * @param actions the requested actions
   * @param limit the maximum number of records
   */
  List<AuditRecord> read(String tenantId, long after, long upTo, Set<String> actions, int limit);

  /** Returns records of all actions. */
  List<AuditRecord> read(String tenantId, long after, long upTo, int limit);
}
