package org.lumoauth.agents.ssf.subject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.Micros;
import org.lumoauth.agents.ssf.SsfUnit;
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
              SsfUnit.update(
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
          try (var statement =
                  SsfUnit.prepare(
                      connection, "select count(*) from ssf_subject" + OF, tenantId, streamId);
              var rows = statement.executeQuery()) {
            rows.next();
            if (rows.getLong(1) >= most) {
              return false;
            }
          }
          SsfUnit.update(
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
    return unit.jdbc(
        connection -> {
          Object[] values = new Object[hashes.size() + 2];
          values[0] = tenantId;
          values[1] = streamId;
          for (int i = 0; i < hashes.size(); i++) {
            values[i + 2] = hashes.get(i);
          }
          try (var statement =
                  SsfUnit.prepare(
                      connection,
                      "select added from ssf_subject"
                          + OF
                          + " and subject_hash in (?"
                          + ", ?".repeat(hashes.size() - 1)
                          + ") order by changed_us desc limit 1",
                      values);
              var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBoolean(1)) : Optional.empty();
          }
        });
  }
}
