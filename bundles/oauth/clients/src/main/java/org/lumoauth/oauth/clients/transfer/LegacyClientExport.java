package org.lumoauth.oauth.clients.transfer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.oauth.clients.LegacyClientMetadata;

/** What a document says that was exported before, as it would be exported today. */
final class LegacyClientExport {

  static final String REFRESH_TOKEN_LIFETIME = "refreshTokenLifetime";

  /** Every client once had these 30 days without being given them. */
  private static final Integer NOBODYS_SECONDS = 2_592_000;

  private LegacyClientExport() {}

  /** A client's members: an algorithm by its newer name, and no lifetime that nobody gave. */
  static Map<String, Object> migrate(Map<String, Object> body) {
    Map<String, Object> renewed = new LinkedHashMap<>(body);
    renewed.replace(REFRESH_TOKEN_LIFETIME, NOBODYS_SECONDS, null);
    if (body.get("metadata") instanceof Map<?, ?> sent) {
      Map<String, Object> metadata = new HashMap<>();
      sent.forEach((name, value) -> metadata.put(String.valueOf(name), value));
      renewed.put("metadata", LegacyClientMetadata.migrate(metadata));
    }
    return renewed;
  }
}
