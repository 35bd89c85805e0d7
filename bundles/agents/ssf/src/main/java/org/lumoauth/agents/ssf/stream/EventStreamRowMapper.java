/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Maps streams to table rows; the receiver's secret is encrypted. */
final class EventStreamRowMapper {

  static final String COLUMNS =
      "tenant_id, stream_id, owner_type, owner_id, audience, method, endpoint_url,"
          + " authorization_sealed, events_requested, description, status, reason, everybody,"
          + " from_seq, created_us, verified_us, version_no";

  private static final JsonColumnConverter<List<String>> REQUESTED =
      JsonColumnConverter.of("ssf_stream", new TypeReference<>() {});
  private static final String PUSH = "push";
  private static final String POLL = "poll";

  private final SecretProtectionService vault;

  EventStreamRowMapper(SecretProtectionService vault) {
    this.vault = vault;
  }

  EventStream read(ResultSet row) throws SQLException {
    String tenantId = row.getString(1);
    String id = row.getString(2);
    byte[] sealed = row.getBytes(8);
    var delivery =
        new StreamDeliveryMethod(
            row.getString(6).equals(PUSH) ? StreamDeliveryMethod.PUSH : StreamDeliveryMethod.POLL,
            Optional.ofNullable(row.getString(7)),
            Optional.ofNullable(sealed)
                .map(
                    kept ->
                        new String(
                            vault.decrypt(tenantId, context(id), kept), StandardCharsets.UTF_8)));
    return new EventStream(
        tenantId,
        id,
        new SubjectRef(row.getString(3), row.getString(4)),
        row.getString(5),
        delivery,
        REQUESTED.read(row.getString(9), id),
        Optional.ofNullable(row.getString(10)).orElse(""),
        StreamStatus.named(row.getString(11)).orElse(StreamStatus.DISABLED),
        Optional.ofNullable(row.getString(12)).orElse(""),
        row.getBoolean(13),
        row.getLong(14),
        SqlStatementRunner.instant(row, "created_us"),
        SqlStatementRunner.instant(row, "verified_us"),
        row.getLong(17));
  }

  byte[] sealed(EventStream stream) {
    return stream
        .delivery()
        .authorization()
        .map(
            text ->
                vault.encrypt(
                    stream.tenantId(), context(stream.id()), text.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  static String method(StreamDeliveryMethod delivery) {
    return delivery.pushed() ? PUSH : POLL;
  }

  static String text(List<String> texts) {
    return REQUESTED.write(texts);
  }

  private static String context(String streamId) {
    return "ssf/" + streamId + "/authorization";
  }
}
