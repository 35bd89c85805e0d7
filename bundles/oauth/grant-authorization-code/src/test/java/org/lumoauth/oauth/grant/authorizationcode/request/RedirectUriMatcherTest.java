/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.web.address.RedirectUriProblem.DOT_SEGMENT;
import static org.lumoauth.platform.web.address.RedirectUriProblem.ENCODED;
import static org.lumoauth.platform.web.address.RedirectUriProblem.NOT_REGISTERED;
import static org.lumoauth.platform.web.address.RedirectUriProblem.NO_HOST;
import static org.lumoauth.platform.web.address.RedirectUriProblem.NO_URI;
import static org.lumoauth.platform.web.address.RedirectUriProblem.SCHEME;
import static org.lumoauth.platform.web.address.RedirectUriProblem.TOO_LONG;
import static org.lumoauth.platform.web.address.RedirectUriProblem.UNWRITABLE;
import static org.lumoauth.platform.web.address.RedirectUriProblem.USER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.web.address.RedirectUriProblem;

class RedirectUriMatcherTest {

  private static final String REGISTERED = "https://app.example.com/cb";
  private static final Client WEB = aClient().withRedirectUris(REGISTERED).build();

  @Test
  void acceptsRegisteredUri() {
    assertTrue(RedirectUriMatcher.isRegistered(WEB, REGISTERED));
  }

  @Test
  void rejectsUriWithRegisteredPrefix() {
    refuses(NOT_REGISTERED, "https://app.example.com/cb/more", "https://app.example.com/cb2");
  }

  @Test
  void rejectsHostWithRegisteredPrefixOrSuffix() {
    refuses(
        NOT_REGISTERED,
        "https://app.example.com.evil.example/cb",
        "https://evil-app.example.com/cb");
  }

  @Test
  void refusesAnAddedQueryOrFragment() {
    refuses(NOT_REGISTERED, REGISTERED + "?next=https://evil.example");
    refuses(UNWRITABLE, REGISTERED + "#", REGISTERED + "#frag");
  }

  @Test
  void refusesAnotherCaseSchemeOrPort() {
    refuses(
        NOT_REGISTERED,
        "https://APP.example.com/cb",
        "http://app.example.com/cb",
        "https://app.example.com:443/cb");
  }

  @Test
  void refusesDotSegments() {
    refuses(DOT_SEGMENT, "https://app.example.com/x/../cb", "https://app.example.com/./cb");
  }

  @Test
  void refusesEncodedDotsSlashesAndBackslashes() {
    refuses(NO_HOST, "https://app.example.com%2fcb");
    refuses(
        ENCODED,
        "https://app.example.com/x/%2e%2e/cb",
        "https://app.example.com/x/%2E./cb",
        "https://app.example.com/x%2fcb",
        "https://app.example.com/%5ccb",
        "https://app.example.com/%252e%252e/cb");
  }

  @Test
  void refusesUserInformation() {
    refuses(USER, "https://app.example.com@evil.example/cb", "https://evil@app.example.com/cb");
  }

  @Test
  void refusesBackslashes() {
    refuses(
        UNWRITABLE, "https://evil.example\\@app.example.com/cb", "https:\\\\app.example.com/cb");
  }

  @Test
  void refusesControlCharactersAndSpaces() {
    refuses(UNWRITABLE, REGISTERED + "\r\nSet-Cookie: a=b", REGISTERED + " ", "\t" + REGISTERED);
  }

  @Test
  void rejectsHomographHost() {
    refuses(UNWRITABLE, "https://\u0430pp.example.com/cb", "https://app.example\u3002com/cb");
  }

  @Test
  void rejectsUnsafeUriEvenIfRegistered() {
    Map.of(
            "https://app.example.com/cb#x",
            UNWRITABLE,
            "https://user@app.example.com/cb",
            USER,
            "https://app.example.com/../cb",
            DOT_SEGMENT,
            "https://app.example.com/%2e%2e/cb",
            ENCODED,
            "https:///cb",
            NO_HOST,
            "/cb",
            NO_URI,
            "javascript:alert(1)",
            SCHEME,
            "data:text/html,x",
            SCHEME,
            "https://app.example.com/" + "x".repeat(2_048),
            TOO_LONG)
        .forEach((uri, why) -> refuses(aClient().withRedirectUris(uri).build(), why, uri));
  }

  @Test
  void allowsAnyLoopbackPortForNativeClient() {
    for (String host : List.of("127.0.0.1", "[::1]", "localhost")) {
      Client app = aPublicClient().withRedirectUris("http://" + host + "/cb").build();

      assertTrue(RedirectUriMatcher.isRegistered(app, "http://" + host + ":49152/cb"), host);
    }
  }

  @Test
  void allowsNativeClientToVaryOnlyPort() {
    Client app = aPublicClient().withRedirectUris("http://127.0.0.1:8080/cb").build();

    refuses(
        app,
        NOT_REGISTERED,
        "http://127.0.0.1:9/other",
        "http://127.0.0.1:9/cb?x=1",
        "http://localhost:9/cb",
        "http://127.0.0.2:9/cb",
        "https://127.0.0.1:9/cb",
        "http://127.0.0.1:99999/cb",
        "http://127.0.0.1:0/cb",
        "http://127.0.0.1.evil.example:9/cb");
    refuses(app, USER, "http://127.0.0.1:9@evil.example/cb");
  }

  @Test
  void rejectsOtherPortOfConfidentialWebClient() {
    Client web = aClient().withRedirectUris("http://127.0.0.1/cb").build();

    refuses(web, NOT_REGISTERED, "http://127.0.0.1:49152/cb");
  }

  @Test
  void rejectsOtherPortOfPublicWebClient() {
    Client web =
        aPublicClient()
            .withRedirectUris("http://127.0.0.1/cb")
            .with("application_type", "web")
            .build();

    refuses(web, NOT_REGISTERED, "http://127.0.0.1:49152/cb");
  }

  @Test
  void acceptsThePrivateSchemeOfAnApp() {
    String uri = "com.example.app:/cb";

    assertTrue(RedirectUriMatcher.isRegistered(aPublicClient().withRedirectUris(uri).build(), uri));
    assertEquals("com.example.app:", RedirectUriMatcher.origin(uri));
  }

  private static void refuses(RedirectUriProblem why, String... uris) {
    refuses(WEB, why, uris);
  }

  private static void refuses(Client client, RedirectUriProblem why, String... uris) {
    for (String uri : uris) {
      assertEquals(Optional.of(why), RedirectUriMatcher.refusal(client, uri), uri);
      assertFalse(RedirectUriMatcher.isRegistered(client, uri), uri);
    }
  }
}
