package org.lumoauth.agents.ssf.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.SsfInstantColumns;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretVault;

/** Maps streams to table rows; the receiver's secret is encrypted. */
final class EventStreamRowMapper {

  static final String COLUMNS =
      "tenant_id, stream_id, owner_type, owner_id, audience, method, endpoint_url,"
          + " authorization_sealed, events_requested, description, status, reason, everybody,"
          + " from_seq, created_us, verified_us, version_no";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final String PUSH = "push";
  private static final String POLL = "poll";

  private final SecretVault vault;

  EventStreamRowMapper(SecretVault vault) {
    this.vault = vault;
  }

  EventStream read(ResultSet row) throws SQLException {
    String tenantId = row.getString(1);
    String id = row.getString(2);
    byte[] sealed = row.getBytes(8);
    var delivery =
        new StreamDelivery(
            row.getString(6).equals(PUSH) ? StreamDelivery.PUSH : StreamDelivery.POLL,
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
        texts(id, row.getString(9)),
        Optional.ofNullable(row.getString(10)).orElse(""),
        StreamStatus.named(row.getString(11)).orElse(StreamStatus.DISABLED),
        Optional.ofNullable(row.getString(12)).orElse(""),
        row.getBoolean(13),
        row.getLong(14),
        SsfInstantColumns.read(row.getLong(15)),
        SsfInstantColumns.read(row.getLong(16)),
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

  static String method(StreamDelivery delivery) {
    return delivery.pushed() ? PUSH : POLL;
  }

  static String text(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the texts cannot be serialized as JSON", e);
    }
  }

  private static List<String> texts(String id, String stored) {
    try {
      return JSON.readValue(stored, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the requested events of ssf_stream are not valid JSON, row " + id, e);
    }
  }

  private static String context(String streamId) {
    return "ssf/" + streamId + "/authorization";
  }
}
