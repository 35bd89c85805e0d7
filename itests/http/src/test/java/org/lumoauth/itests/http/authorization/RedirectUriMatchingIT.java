/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Redirect URIs that look registered and are not: nobody is sent there (RFC 9700 section 4.1). */
@ExtendWith(DefaultServerExtension.class)
class RedirectUriMatchingIT {
  private static final String LOOPBACK = "http://127.0.0.1/cb";
  private static final String REASON = "<h1>This app is not allowed to send you here</h1>";

  private static TestTenant tenant;
  private static TestApplication web;
  private static TestApplication installed;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
    web =
        TestApplication.register(
            tenant, Map.of("redirectUris", List.of(TestApplication.REDIRECT_URI, LOOPBACK)));
    installed =
        TestApplication.register(
            tenant,
            Map.of(
                "isConfidential",
                false,
                "applicationType",
                "native",
                "grantTypes",
                List.of("authorization_code"),
                "redirectUris",
                List.of(LOOPBACK)));
  }

  @TestFactory
  Stream<DynamicTest> showsErrorPageForEachUnregisteredVariant() {
    return Stream.of(
            TestApplication.REDIRECT_URI + "/more",
            TestApplication.REDIRECT_URI + "evil",
            TestApplication.REDIRECT_URI + "/../evil",
            TestApplication.REDIRECT_URI + "/%2e%2e/evil",
            TestApplication.REDIRECT_URI + "%2f..",
            TestApplication.REDIRECT_URI + "?next=https://evil.example",
            TestApplication.REDIRECT_URI + "?code=stolen&state=st",
            TestApplication.REDIRECT_URI + "#fragment",
            "https://app.example.com@evil.example/cb",
            "https://app.example.com:443@evil.example/cb",
            "https://app.example.com\\@evil.example/cb",
            "https://app.example.com\\.evil.example/cb",
            "https://app.example.com.evil.example/cb",
            "https://APP.example.com/cb",
            "https://app.example.com:8443/cb",
            "https://app.ex\u0430mple.com/cb", // a Cyrillic letter
            "https://app\u3002example.com/cb", // a full stop of another script
            "http://app.example.com/cb",
            "javascript:alert(1)//" + TestApplication.REDIRECT_URI,
            " " + TestApplication.REDIRECT_URI,
            "http://127.0.0.1:49152/cb", // web clients choose no port
            "http://localhost/cb",
            "http://127.1/cb")
        .map(uri -> DynamicTest.dynamicTest(uri, () -> assertPage(web, uri)));
  }

  @TestFactory
  Stream<DynamicTest> allowsNativeClientToVaryOnlyThePort() {
    return Stream.of(
            "http://127.0.0.1:49152/other",
            "http://127.0.0.1:49152/cb?a=b",
            "http://localhost:49152/cb",
            "http://[::1]:49152/cb",
            "http://127.0.0.2:49152/cb",
            "http://127.0.0.1:49152@evil.example/cb",
            "https://127.0.0.1:49152/cb")
        .map(uri -> DynamicTest.dynamicTest(uri, () -> assertPage(installed, uri)));
  }

  @Test
  void redirectsNativeClientToItsPort() {
    String location = location(authorize(installed, "http://127.0.0.1:49152/cb").expect(303));

    assertTrue(location.startsWith("http://127.0.0.1:49152/cb?error=login_required"), location);
  }

  private static void assertPage(TestApplication app, String uri) {
    ApiClient.Answer answer = authorize(app, uri).expect(400);

    assertEquals("", location(answer));
    assertTrue(answer.text().contains(REASON), answer.text());
  }

  private static ApiClient.Answer authorize(TestApplication app, String uri) {
    Map<String, String> changes = Map.of("redirect_uri", uri, "prompt", "none", "scope", "openid");
    return tenant
        .admin()
        .with("Accept", "*/*")
        .get("/oauth/authorize?" + FormParameters.of(app.request(changes)));
  }

  private static String location(ApiClient.Answer answer) {
    return answer.response().headers().firstValue("Location").orElse("");
  }
}
