package org.lumoauth.oauth.clients.transfer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.oauth.clients.OlderMetadata;
import org.lumoauth.platform.web.RedirectOrigins;

/** What a document says that was exported before, as it would be exported today. */
final class OlderDocument {

  private static final String FRAME = "frontchannel_logout_uri";
  static final String REFRESH_TOKEN_LIFETIME = "refreshTokenLifetime";

  /** Every client once had these 30 days without being given them. */
  private static final Integer NOBODYS_SECONDS = 2_592_000;

  private OlderDocument() {}

  /**
   * A client's members: an algorithm by its newer name, no lifetime that nobody gave, and no page
   * to frame at logout that is not where its redirect URIs are, which nobody frames.
   */
  static Map<String, Object> renewed(Map<String, Object> body) {
    Map<String, Object> renewed = new LinkedHashMap<>(body);
    renewed.replace(REFRESH_TOKEN_LIFETIME, NOBODYS_SECONDS, null);
    if (body.get("metadata") instanceof Map<?, ?> sent) {
      Map<String, Object> metadata = new HashMap<>();
      sent.forEach((name, value) -> metadata.put(String.valueOf(name), value));
      Map<String, Object> today = OlderMetadata.renewed(metadata);
      if (today.get(FRAME) instanceof String frame
          && body.get("redirectUris") instanceof List<?> uris
          && !RedirectOrigins.have(texts(uris), frame)) {
        today.put(FRAME, null);
      }
      renewed.put("metadata", today);
    }
    return renewed;
  }

  private static List<String> texts(List<?> uris) {
    return uris.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }
}
