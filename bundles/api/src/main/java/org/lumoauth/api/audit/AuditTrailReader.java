package org.lumoauth.api.audit;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads chains again, record by record. Whoever has to react to everything that was recorded keeps
 * its place in the chain and goes on from there: what an {@link AuditSink} missed, because it was
 * away or the server was killed, is still here.
 */
@ProviderType
public interface AuditTrailReader {

  /** The place of the chain's last record; 0 for a chain without any. */
  long findHeadSequence(String tenantId);

  /**
   * Records of a chain in their order. Text that was too long when it was written is cut.
   *
   * @param tenantId whose chain
   * @param after the place before the first that is wanted; 0 for the chain's beginning
   * @param upTo the last place that is wanted
   * @param actions which actions are wanted
   * @param limit the most records
   */
  List<AuditRecord> read(String tenantId, long after, long upTo, Set<String> actions, int limit);

  /** The same with records of every action. */
  List<AuditRecord> read(String tenantId, long after, long upTo, int limit);
}
