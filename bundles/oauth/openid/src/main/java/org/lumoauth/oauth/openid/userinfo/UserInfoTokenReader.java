/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.userinfo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the access token of a UserInfo request: from the {@code Authorization} header, where
 * request authentication has validated it and its key binding, or from the form of a POST request
 * (RFC 6750 section 2).
 */
final class UserInfoTokenReader {

  private static final Logger LOG = LoggerFactory.getLogger(UserInfoTokenReader.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final TokenService tokens;
  private final ProtectedResourceErrorFactory challenges;

  UserInfoTokenReader(TokenService tokens, ProtectedResourceErrorFactory challenges) {
    this.tokens = tokens;
    this.challenges = challenges;
  }

  /**
   * Returns the validated access token.
   *
   * @throws OAuthException with a challenge (RFC 6750 section 3.1) if the token is missing or
   *     invalid
   */
  VerifiedToken of(HttpExchange exchange) throws IOException {
    Optional<String> header = exchange.view().header("Authorization");
    Optional<String> form = form(exchange);
    if (header.isPresent() && form.isPresent()) {
      throw challenges.of(
          header,
          400,
          "invalid_request",
          "The access token must be sent in the header or in the body, not both.");
    }
    if (form.isPresent()) {
      VerifiedToken token = verified(exchange, form.get());
      if (token.confirmation().isPresent()) { // RFC 9449 section 7.1: allowed only in the header
        throw invalid(exchange);
      }
      return token;
    }
    return ofHeader(exchange, header.orElseThrow(challenges::missing));
  }

  private VerifiedToken ofHeader(HttpExchange exchange, String header) {
    Caller caller = admitted(exchange);
    if (caller.kind() != CredentialKind.ACCESS_TOKEN) {
      throw invalid(exchange);
    }
    int space = header.indexOf(' ');
    VerifiedToken token = verified(exchange, header.substring(space + 1).strip());
    if (!token.id().equals(caller.credentialId())) {
      throw invalid(exchange);
    }
    return token;
  }

  private Caller admitted(HttpExchange exchange) {
    try {
      return exchange.caller();
    } catch (ApiException refusal) {
      throw refusal.status() == 401 || refusal.status() == 403 ? invalid(exchange) : refusal;
    }
  }

  private VerifiedToken verified(HttpExchange exchange, String jwt) {
    TenantContext tenant = exchange.tenant();
    try {
      return tokens.verify(tenant, jwt);
    } catch (InvalidTokenException e) {
      LOG.debug("userinfo.token-refused: tenant={} reason={}", tenant.id(), e.getMessage());
      throw invalid(exchange);
    }
  }

  private Optional<String> form(HttpExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    String type = request.getContentType();
    if (!"POST".equals(request.getMethod()) || type == null || !type.startsWith(FORM)) {
      return Optional.empty();
    }
    List<String> values = exchange.readForm().getOrDefault("access_token", List.of());
    if (values.size() > 1) {
      throw challenges.of(
          Optional.empty(),
          400,
          "invalid_request",
          "The access token must not be sent more than once.");
    }
    return values.stream().findFirst();
  }

  private OAuthException invalid(HttpExchange exchange) {
    return challenges.of(
        exchange.view().header("Authorization"),
        401,
        "invalid_token",
        "The access token is invalid, expired or revoked. Get a new one.");
  }
}
