/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.vault.provider.ProviderTokenException.Kind;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** Parses a provider's token response; content that is not a valid response is not passed on. */
final class ProviderTokenResponseParser {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Known error codes of RFC 6749 section 5.2 and its extensions; other codes are not repeated. */
  private static final Set<String> CODES =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "invalid_target",
          "interaction_required",
          "login_required",
          "consent_required");

  /**
   * Matches visible ASCII. RFC 6750 section 2.1 restricts bearer tokens further, but some providers
   * use other visible characters.
   */
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]+");

  private static final Pattern SCOPE = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
  private static final int MAX_ACCESS_TOKEN = 16_000;
  private static final int MAX_REFRESH_TOKEN = 8_000;
  private static final int MAX_SCOPE = 2_000;

  private ProviderTokenResponseParser() {}

  static ProviderTokens read(OutboundResponse response) throws ProviderTokenException {
    if (response.status() >= 500 || response.status() == 429) {
      throw new ProviderTokenException(
          Kind.UNAVAILABLE, "provider_error", "the provider answered with " + response.status());
    }
    JsonNode body = object(response);
    if (response.status() != 200) {
      throw refusal(body);
    }
    if (!"bearer".equalsIgnoreCase(body.path("token_type").asText())) { // RFC 6749 section 7.1
      throw notUnderstood();
    }
    return new ProviderTokens(
        text(body, "access_token", MAX_ACCESS_TOKEN)
            .orElseThrow(ProviderTokenResponseParser::notUnderstood),
        text(body, "refresh_token", MAX_REFRESH_TOKEN),
        lifetime(body.path("expires_in")),
        scopes(body.path("scope")));
  }

  private static JsonNode object(OutboundResponse response) throws ProviderTokenException {
    try {
      JsonNode body =
          JsonEncodingValidator.isValid(response.body()) ? JSON.readTree(response.body()) : null;
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (IOException e) { // the exception message would quote the provider
      throw notUnderstood();
    }
    throw notUnderstood();
  }

  private static ProviderTokenException refusal(JsonNode body) {
    String code = body.path("error").asText();
    return code.equals("invalid_grant")
        ? new ProviderTokenException(Kind.ENDED, code)
        : new ProviderTokenException(Kind.REFUSED, CODES.contains(code) ? code : "not_understood");
  }

  private static Optional<String> text(JsonNode body, String name, int maxLength)
      throws ProviderTokenException {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.asText();
    if (!value.isTextual() || text.length() > maxLength || !VISIBLE.matcher(text).matches()) {
      throw notUnderstood();
    }
    return Optional.of(text);
  }

  /** Parses the lifetime in seconds; some providers send it as text. */
  private static Optional<Duration> lifetime(JsonNode seconds) throws ProviderTokenException {
    if (seconds.isMissingNode() || seconds.isNull()) {
      return Optional.empty();
    }
    if (!DIGITS.matcher(seconds.asText()).matches()) {
      throw notUnderstood();
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.asText())));
  }

  private static Optional<List<String>> scopes(JsonNode scope) throws ProviderTokenException {
    if (scope.isMissingNode() || scope.isNull()) {
      return Optional.empty();
    }
    String text = scope.asText().strip();
    if (!scope.isTextual() || text.length() > MAX_SCOPE || !SCOPE.matcher(text).matches()) {
      throw notUnderstood();
    }
    return Optional.of(text.isEmpty() ? List.of() : List.of(text.split(" +")));
  }

  private static ProviderTokenException notUnderstood() {
    return new ProviderTokenException(Kind.REFUSED, "not_understood");
  }
}
