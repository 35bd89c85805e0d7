package org.lumoauth.itests.http;

import java.util.Map;

/**
 * A client that authenticates by its secret, with the one before and the one that came after it.
 */
record RotatedSecret(App before, App after) {
  private static final Map<String, String> CREDENTIALS = Map.of("grant_type", "client_credentials");

  /** The client's secret is replaced, as the body says. */
  static RotatedSecret of(App app, Map<String, Object> body) {
    String secret =
        app.tenant().admin().post(path(app), body).expect(200).data().path("secret").asText();
    return new RotatedSecret(app, new App(app.tenant(), app.id(), secret, app.connection()));
  }

  /** Where it is replaced. */
  static String path(App app) {
    return "/admin/clients/" + app.id() + "/rotate-secret";
  }

  /** A request that needs nothing but the secret. */
  static Api.Answer token(App app) {
    return app.token(CREDENTIALS);
  }

  /** Both authenticate the client. */
  void holdBoth() {
    token(before).expect(200);
    token(after).expect(200);
  }
}
