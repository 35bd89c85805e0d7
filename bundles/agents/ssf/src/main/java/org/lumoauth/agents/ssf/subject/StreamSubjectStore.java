/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.subject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.ssf.AuditChainPositionStore;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the subjects that receivers added to or removed from their streams. */
@Component(service = StreamSubjectStore.class)
public final class StreamSubjectStore {

  private static final String OF = " where tenant_id = ? and stream_id = ?";

  private final PersistenceUnit unit;
  private final AuditChainPositionStore positions;

  @Activate
  public StreamSubjectStore(
      @Reference PersistenceUnit unit, @Reference AuditChainPositionStore positions) {
    this.unit = unit;
    this.positions = positions;
  }

  /**
   * Adds or removes a subject.
   *
   * @param most the maximum number of subjects of the stream
   * @return false if the limit is reached
   */
  public boolean put(
      String tenantId, String streamId, String hash, boolean added, int most, Instant now) {
    return positions.runLocked(
        tenantId,
        (connection, place) -> {
          int changed =
              SqlStatementRunner.update(
                  connection,
                  "update ssf_subject set added = ?, changed_us = ?" + OF + " and subject_hash = ?",
                  added,
                  now,
                  tenantId,
                  streamId,
                  hash);
          if (changed == 1) {
            return true;
          }
          long there =
              SqlStatementRunner.first(
                      connection,
                      row -> row.getLong(1),
                      "select count(*) from ssf_subject" + OF,
                      tenantId,
                      streamId)
                  .orElse(0L);
          if (there >= most) {
            return false;
          }
          SqlStatementRunner.update(
              connection,
              "insert into ssf_subject (tenant_id, stream_id, subject_hash, added, changed_us)"
                  + " values (?, ?, ?, ?, ?)",
              tenantId,
              streamId,
              hash,
              added,
              now);
          return true;
        });
  }

  /**
   * Returns the receiver's last setting for a subject, by any of its identifiers; empty if there is
   * none.
   */
  public Optional<Boolean> findPreference(String tenantId, String streamId, List<String> hashes) {
    Object[] values = Stream.concat(Stream.of(tenantId, streamId), hashes.stream()).toArray();
    return unit.first(
        row -> row.getBoolean(1),
        "select added from ssf_subject"
            + OF
            + " and subject_hash in (?"
            + ", ?".repeat(hashes.size() - 1)
            + ") order by changed_us desc limit 1",
        values);
  }
}
