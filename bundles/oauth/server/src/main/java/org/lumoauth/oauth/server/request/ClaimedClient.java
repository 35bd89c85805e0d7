package org.lumoauth.oauth.server.request;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthRequest;

/** Who a request says that it is of, unproven: for the audit record of a refusal. */
public final class ClaimedClient {

  private static final int MAX_LENGTH = 64;
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.CLIENT, "unknown");

  private ClaimedClient() {}

  /** The client that is named, cut and cleaned of what could not be an id. */
  public static SubjectRef of(OAuthRequest request) {
    return request.parameters().getOrDefault("client_id", List.of()).stream()
        .findFirst()
        .or(() -> request.header("authorization").map(ClaimedClient::user))
        .map(id -> id.substring(0, Math.min(id.length(), MAX_LENGTH)))
        .map(id -> id.replaceAll("[^\\x21-\\x7E]", "?"))
        .filter(id -> !id.isEmpty())
        .map(id -> new SubjectRef(SubjectRef.CLIENT, id))
        .orElse(NOBODY);
  }

  private static String user(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? "" : text.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
