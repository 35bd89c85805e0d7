package org.lumoauth.agents.ssf.subject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.ssf.Micros;
import org.lumoauth.agents.ssf.SsfUnit;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whom receivers added to their streams, and whom they removed. */
@Component(service = StreamSubjects.class)
public final class StreamSubjects {

  private static final String OF = " where tenant_id = ? and stream_id = ?";

  private final SsfUnit unit;

  @Activate
  public StreamSubjects(@Reference SsfUnit unit) {
    this.unit = unit;
  }

  /**
   * Adds or removes a subject.
   *
   * @param most how many the stream may have
   * @return false if that many are there
   */
  public boolean put(
      String tenantId, String streamId, String hash, boolean added, int most, Instant now) {
    return unit.locked(
        tenantId,
        (connection, place) -> {
          int changed =
              Statements.update(
                  connection,
                  "update ssf_subject set added = ?, changed_us = ?" + OF + " and subject_hash = ?",
                  added,
                  Micros.of(now),
                  tenantId,
                  streamId,
                  hash);
          if (changed == 1) {
            return true;
          }
          long there =
              Statements.first(
                      connection,
                      row -> row.getLong(1),
                      "select count(*) from ssf_subject" + OF,
                      tenantId,
                      streamId)
                  .orElse(0L);
          if (there >= most) {
            return false;
          }
          Statements.update(
              connection,
              "insert into ssf_subject (tenant_id, stream_id, subject_hash, added, changed_us)"
                  + " values (?, ?, ?, ?, ?)",
              tenantId,
              streamId,
              hash,
              added,
              Micros.of(now));
          return true;
        });
  }

  /** What a receiver last wanted of a subject, under whichever of its names; empty if nothing. */
  public Optional<Boolean> wanted(String tenantId, String streamId, List<String> hashes) {
    Object[] values = Stream.concat(Stream.of(tenantId, streamId), hashes.stream()).toArray();
    return unit.jdbc(
        connection ->
            Statements.first(
                connection,
                row -> row.getBoolean(1),
                "select added from ssf_subject"
                    + OF
                    + " and subject_hash in (?"
                    + ", ?".repeat(hashes.size() - 1)
                    + ") order by changed_us desc limit 1",
                values));
  }
}
