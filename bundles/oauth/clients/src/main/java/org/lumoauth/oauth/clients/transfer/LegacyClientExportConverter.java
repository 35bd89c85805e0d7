/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.transfer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.oauth.clients.LegacyClientMetadataConverter;

/** Converts documents that an older version exported to the current format. */
final class LegacyClientExportConverter {

  static final String REFRESH_TOKEN_LIFETIME = "refreshTokenLifetime";

  /** Older versions assigned these 30 days to every client without an own lifetime. */
  private static final Integer NOBODYS_SECONDS = 2_592_000;

  private LegacyClientExportConverter() {}

  /** Converts a client's members: the newer algorithm name, and no lifetime that was not set. */
  static Map<String, Object> migrate(Map<String, Object> body) {
    Map<String, Object> renewed = new LinkedHashMap<>(body);
    renewed.replace(REFRESH_TOKEN_LIFETIME, NOBODYS_SECONDS, null);
    if (body.get("metadata") instanceof Map<?, ?> sent) {
      Map<String, Object> metadata = new HashMap<>();
      sent.forEach((name, value) -> metadata.put(String.valueOf(name), value));
      renewed.put("metadata", LegacyClientMetadataConverter.migrate(metadata));
    }
    return renewed;
  }
}
