/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates a realm with the same client, signature algorithm and refresh token rotation in a running
 * Keycloak, and writes the data for the load test as a Lua table. With the last argument {@code
 * events}, the realm stores its events, as LumoAuth always does.
 */
public final class KeycloakSeed {
  private static final int SESSIONS = 256;

  private static final String REQUEST = Seed.request("load", "openid email");

  private KeycloakSeed() {}

  public static void main(String[] arguments) throws Exception {
    var base = arguments[0];
    var events = arguments.length > 5 && arguments[5].equals("events");
    var admin = token(base, arguments[1], arguments[2]);
    Files.writeString(Path.of(arguments[3]), lua(base, arguments[4], events, admin));
  }

  private static String token(String base, String user, String password)
      throws IOException, InterruptedException {
    return new Api(base, "none")
        .form(
            "/realms/master/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                user,
                "password",
                password))
        .path("access_token")
        .asText();
  }

  private static String lua(String base, String realm, boolean events, String admin)
      throws IOException, InterruptedException {
    var api = new Api(base, "Bearer " + admin);
    api.post(
        "/admin/realms",
        Map.of(
            "realm",
            realm,
            "enabled",
            true,
            "defaultSignatureAlgorithm",
            "ES256",
            "revokeRefreshToken",
            true,
            "refreshTokenMaxReuse",
            0,
            "eventsEnabled",
            events,
            "enabledEventTypes",
            List.of("CLIENT_LOGIN", "LOGIN", "REFRESH_TOKEN")));
    api.post(
        "/admin/realms/" + realm + "/clients",
        Map.of(
            "clientId",
            "load",
            "secret",
            "load-secret",
            "publicClient",
            false,
            "redirectUris",
            List.of(Seed.REDIRECT_URI),
            "serviceAccountsEnabled",
            true,
            "directAccessGrantsEnabled",
            true));
    for (int i = 0; i < KeycloakSignIns.PEOPLE; i++) {
      user(api, realm, i);
    }
    var basic = Api.basic("load", "load-secret");
    var client = api.as(basic);
    var refresh = new ArrayList<String>();
    String access = "";
    for (int i = 0; i < SESSIONS; i++) {
      var tokens =
          client.form(
              "/realms/" + realm + "/protocol/openid-connect/token",
              Map.of(
                  "grant_type",
                  "password",
                  "username",
                  Person.numbered(0).email(),
                  "password",
                  Person.PASSWORD,
                  "scope",
                  "openid email"));
      refresh.add(Seed.quoted(tokens.path("refresh_token").asText()));
      access = tokens.path("access_token").asText();
    }
    var authorize = "/realms/" + realm + "/protocol/openid-connect/auth?" + REQUEST;
    var visitor = new Visitor(base);
    KeycloakSignIns.signIn(visitor, authorize, Person.numbered(0));
    return "return {\n"
        + Seed.line("filler", "/realms/" + realm)
        + Seed.line("authorize", authorize)
        + Seed.line("cookie", visitor.cookies())
        + Seed.line("exchange", "&" + Visitor.encoded(Seed.redemption()))
        + "  token_path = "
        + Seed.quoted("/realms/" + realm + "/protocol/openid-connect/token")
        + ",\n  introspect_path = "
        + Seed.quoted("/realms/" + realm + "/protocol/openid-connect/token/introspect")
        + ",\n  userinfo_path = "
        + Seed.quoted("/realms/" + realm + "/protocol/openid-connect/userinfo")
        + ",\n  basic = "
        + Seed.quoted(basic)
        + ",\n  user_token = "
        + Seed.quoted(access)
        + ",\n  refresh = { "
        + String.join(", ", refresh)
        + " },\n}\n";
  }

  private static void user(Api api, String realm, int number)
      throws IOException, InterruptedException {
    var email = Person.numbered(number).email();
    api.post(
        "/admin/realms/" + realm + "/users",
        Map.of(
            "username",
            email,
            "email",
            email,
            "emailVerified",
            true,
            "firstName",
            "U",
            "lastName",
            "Ser",
            "enabled",
            true,
            "credentials",
            List.of(Map.of("type", "password", "value", Person.PASSWORD, "temporary", false))));
  }
}
