/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.federation.FederationConnector.FederationRedirect;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

/** A provider behind the guarded HTTP client that responds as GitHub does. */
final class OAuthProviderFixture implements OutboundHttpClient {

  static final TenantContext ACME = aTenant().build();
  static final String CALLBACK = "https://id.example.com/t/acme/api/v1/oauth/social/x/callback";

  final List<OutboundRequest> sent = new ArrayList<>();
  final OAuthConnector connector = new OAuthConnector(this, new FakeSecretProtectionService());

  /** What it answers to everything: a status, 0 for nothing, -1 for not being asked. */
  int status = 200;

  String token =
      """
      {"access_token":"at","token_type":"bearer"}""";
  String user =
      """
      {"id":583231,"login":"ada","name":"Ada","email":"old@example.com"}""";
  String emails =
      """
      [{"email":"other@example.com","primary":false,"verified":true},
       {"email":"ada@example.com","primary":true,"verified":true}]""";

  /** The connection to it by its preset. */
  Map<String, Object> connection() {
    var preset = connector.presets().get(0);
    Map<String, Object> connection = new HashMap<>(preset.settings());
    connection.put("scopes", preset.scopes());
    connection.put("clientId", "us");
    connection.put("clientSecret", "s3cret");
    return connection;
  }

  FederationRedirect begin(String state) {
    return connector.begin(ACME, connection(), CALLBACK, state);
  }

  static Map<String, String> parameters(String url) {
    Map<String, String> form = new HashMap<>();
    Arrays.stream(url.substring(url.indexOf('?') + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return form;
  }

  /** The form of the token request. */
  Map<String, String> redeemed() {
    return parameters("?" + new String(sent.get(0).body().orElseThrow(), StandardCharsets.UTF_8));
  }

  @Override
  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    sent.add(request);
    if (status <= 0) {
      throw new OutboundException("nobody is there", status < 0);
    }
    URI uri = request.uri();
    return switch (uri.getPath()) {
      case "/login/oauth/access_token" -> answer(token);
      case "/user" -> answer(user);
      case "/user/emails" -> answer(emails);
      default -> throw new AssertionError(uri);
    };
  }

  private OutboundResponse answer(String body) {
    return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
