package org.lumoauth.oauth.grant.authorizationcode.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aPublicClient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.Client;

class RedirectUrisTest {

  private static final String REGISTERED = "https://app.example.com/cb";
  private static final Client WEB = aClient().withRedirectUris(REGISTERED).build();

  @Test
  void acceptsWhatIsRegistered() {
    assertTrue(RedirectUris.registered(WEB, REGISTERED));
  }

  @Test
  void refusesWhatOnlyBeginsLikeIt() {
    refuses("https://app.example.com/cb/more", "https://app.example.com/cb2");
  }

  @Test
  void refusesAnotherHostThatBeginsOrEndsLikeIt() {
    refuses("https://app.example.com.evil.example/cb", "https://evil-app.example.com/cb");
  }

  @Test
  void refusesAnAddedQueryOrFragment() {
    refuses(REGISTERED + "?next=https://evil.example", REGISTERED + "#", REGISTERED + "#frag");
  }

  @Test
  void refusesAnotherCaseSchemeOrPort() {
    refuses(
        "https://APP.example.com/cb",
        "http://app.example.com/cb",
        "https://app.example.com:443/cb");
  }

  @Test
  void refusesDotSegments() {
    refuses("https://app.example.com/x/../cb", "https://app.example.com/./cb");
  }

  @Test
  void refusesEncodedDotsSlashesAndBackslashes() {
    refuses(
        "https://app.example.com/x/%2e%2e/cb",
        "https://app.example.com/x/%2E./cb",
        "https://app.example.com%2fcb",
        "https://app.example.com/%5ccb",
        "https://app.example.com/%252e%252e/cb");
  }

  @Test
  void refusesUserInformation() {
    refuses("https://app.example.com@evil.example/cb", "https://evil@app.example.com/cb");
  }

  @Test
  void refusesBackslashes() {
    refuses("https://evil.example\\@app.example.com/cb", "https:\\\\app.example.com/cb");
  }

  @Test
  void refusesControlCharactersAndSpaces() {
    refuses(REGISTERED + "\r\nSet-Cookie: a=b", REGISTERED + " ", "\t" + REGISTERED);
  }

  @Test
  void refusesAUnicodeHostThatLooksLikeIt() {
    refuses("https://\u0430pp.example.com/cb", "https://app.example\u3002com/cb");
  }

  @Test
  void refusesTricksEvenWhereTheyWereRegistered() {
    for (String uri :
        List.of(
            "https://app.example.com/cb#x",
            "https://user@app.example.com/cb",
            "https://app.example.com/../cb",
            "https://app.example.com/%2e%2e/cb",
            "javascript:alert(1)",
            "data:text/html,x")) {
      assertFalse(RedirectUris.registered(aClient().withRedirectUris(uri).build(), uri), uri);
    }
  }

  @Test
  void letsANativeClientChooseThePortOfItsLoopbackAddress() {
    for (String host : List.of("127.0.0.1", "[::1]", "localhost")) {
      Client app = aPublicClient().withRedirectUris("http://" + host + "/cb").build();

      assertTrue(RedirectUris.registered(app, "http://" + host + ":49152/cb"), host);
    }
  }

  @Test
  void letsANativeClientChooseNothingButThePort() {
    Client app = aPublicClient().withRedirectUris("http://127.0.0.1:8080/cb").build();

    for (String uri :
        List.of(
            "http://127.0.0.1:9/other",
            "http://127.0.0.1:9/cb?x=1",
            "http://localhost:9/cb",
            "http://127.0.0.2:9/cb",
            "https://127.0.0.1:9/cb",
            "http://127.0.0.1:99999/cb",
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:9@evil.example/cb",
            "http://127.0.0.1.evil.example:9/cb")) {
      assertFalse(RedirectUris.registered(app, uri), uri);
    }
  }

  @Test
  void letsAWebClientChooseNoPort() {
    Client web = aClient().withRedirectUris("http://127.0.0.1/cb").build();

    assertFalse(RedirectUris.registered(web, "http://127.0.0.1:49152/cb"));
  }

  @Test
  void letsAPublicClientThatIsRegisteredForTheWebChooseNoPort() {
    Client web =
        aPublicClient()
            .withRedirectUris("http://127.0.0.1/cb")
            .with("application_type", "web")
            .build();

    assertFalse(RedirectUris.registered(web, "http://127.0.0.1:49152/cb"));
  }

  @Test
  void acceptsThePrivateSchemeOfAnApp() {
    String uri = "com.example.app:/cb";

    assertTrue(RedirectUris.registered(aPublicClient().withRedirectUris(uri).build(), uri));
    assertEquals("com.example.app:", RedirectUris.origin(uri));
  }

  private static void refuses(String... uris) {
    for (String uri : uris) {
      assertFalse(RedirectUris.registered(WEB, uri), uri);
    }
  }
}
