/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.lumoauth.api.federation.FederationConnector.FederationRedirect;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

/** An OpenID provider behind the guarded HTTP client, with valid or invalid responses. */
final class OidcProviderFixture implements OutboundHttpClient {

  static final TenantContext ACME = aTenant().build();
  static final String ISSUER = "https://idp.example.com";
  static final String CALLBACK = "https://id.example.com/t/acme/api/v1/oauth/social/x/callback";
  static final TestJwtSigner KEY = TestJwtSigner.rs256("k1");

  final List<OutboundRequest> sent = new ArrayList<>();
  final Map<String, Object> document = new HashMap<>();
  final Map<String, Object> userInfo = new HashMap<>();

  /** What its ID token says; a sign-in adds its nonce. */
  final Map<String, Object> claims = new HashMap<>();

  /** How it signs. */
  UnaryOperator<String> token = any -> KEY.sign(claims);

  /** Whether its keys can't be had. */
  boolean keysDown;

  /** What its token endpoint answers: a status, 0 for nothing, -1 for not being asked. */
  int tokenStatus = 200;

  final FakeSigningKeyService keys = new FakeSigningKeyService();
  final OidcConnector connector;

  OidcProviderFixture() {
    document.put("issuer", ISSUER);
    document.put("authorization_endpoint", ISSUER + "/authorize");
    document.put("token_endpoint", ISSUER + "/token");
    document.put("userinfo_endpoint", ISSUER + "/userinfo");
    document.put("jwks_uri", ISSUER + "/keys");
    long now = Instant.now().getEpochSecond();
    claims.putAll(Map.of("iss", ISSUER, "aud", "us", "sub", "ada", "iat", now, "exp", now + 600));
    claims.put("email", "ada@example.com");
    claims.put("email_verified", true);
    RemoteKeySetClient sets =
        (tenant, address, kid) -> {
          if (keysDown) {
            throw ApiException.temporarilyUnavailable("no keys", Duration.ofSeconds(5));
          }
          return List.of(KEY.jwk());
        };
    connector =
        new OidcConnector(
            this,
            keys,
            new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.system()),
            sets,
            new FakeSecretProtectionService());
  }

  static Map<String, Object> connection() {
    return new HashMap<>(
        Map.of(
            "issuer",
            ISSUER,
            "clientId",
            "us",
            "clientSecret",
            "s3cret",
            "scopes",
            List.of("email")));
  }

  FederationRedirect begin() {
    return connector.begin(ACME, connection(), CALLBACK, "state-1");
  }

  /** The answer of the provider to whoever left so. */
  Map<String, String> answer(FederationRedirect begun) {
    claims.put("nonce", parameters(begun.location()).get("nonce"));
    return Map.of("code", "c1", "state", "state-1");
  }

  static Map<String, String> parameters(String url) {
    return form(URI.create(url).getRawQuery());
  }

  static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
    return form;
  }

  /** The form of the last token request. */
  Map<String, String> redeemed() {
    return form(
        new String(
            sent.stream()
                .filter(request -> request.method().equals("POST"))
                .reduce((one, other) -> other)
                .orElseThrow()
                .body()
                .orElseThrow(),
            StandardCharsets.UTF_8));
  }

  @Override
  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    sent.add(request);
    return switch (request.uri().getPath()) {
      case "/.well-known/openid-configuration" -> json(document);
      case "/token" -> tokens();
      case "/userinfo" -> json(userInfo);
      default -> throw new OutboundException("nobody is there", false);
    };
  }

  private OutboundResponse tokens() throws OutboundException {
    if (tokenStatus <= 0) {
      throw new OutboundException("nobody is there", tokenStatus < 0);
    }
    var answer =
        json(Map.of("access_token", "at", "token_type", "Bearer", "id_token", token.apply("")));
    return new OutboundResponse(tokenStatus, answer.headers(), answer.body());
  }

  private static OutboundResponse json(Map<String, Object> body) {
    return new OutboundResponse(
        200, Map.of(), OidcMessageJsonCodec.write(body).getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
