package org.lumoauth.oauth.server.request;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthRequest;

/** Who a request says that it is of, unproven: to record a refusal, and to count refusals. */
public final class ClaimedClient {

  private static final int MAX_LENGTH = 64;
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^\\x21-\\x7E]");
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.CLIENT, "unknown");

  private ClaimedClient() {}

  /** The client that is named, cut and cleaned of what could not be an id. */
  public static SubjectRef of(OAuthRequest request) {
    return id(request).map(id -> new SubjectRef(SubjectRef.CLIENT, id)).orElse(NOBODY);
  }

  /** The id that is named, cut and cleaned in the same way. */
  public static Optional<String> id(OAuthRequest request) {
    return request.parameters().getOrDefault("client_id", List.of()).stream()
        .findFirst()
        .or(() -> request.header("authorization").map(ClaimedClient::user))
        .map(id -> id.substring(0, Math.min(id.length(), MAX_LENGTH)))
        .map(id -> NOT_IN_IDS.matcher(id).replaceAll("?"))
        .filter(id -> !id.isEmpty());
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
