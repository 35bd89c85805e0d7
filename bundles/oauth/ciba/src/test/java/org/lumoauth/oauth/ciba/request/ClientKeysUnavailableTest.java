/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

/**
 * While the module of client keys is unavailable, signed requests and hints fail with 503 and not
 * as invalid.
 */
class ClientKeysUnavailableTest {

  @Test
  void failsTemporarilyForSignedRequest() {
    var client =
        CibaBundleFixture.client()
            .with("backchannel_authentication_request_signing_alg", "ES256")
            .build();
    var request = anOAuthRequest().with("request", "a.b.c").build();
    var store = new FakeShortLivedRecordStore(Instant::now);
    var requests = new BackchannelRequestSourceResolver(null, store, null, Instant::now);

    assertAway(() -> requests.parameters(ACME, client, request));
  }

  @Test
  void failsTemporarilyForLoginHintToken() {
    var hints = new LoginHintTokenVerifier(null, null, Instant::now);

    assertAway(() -> hints.verify(ACME, CibaBundleFixture.client().build(), "a.b.c"));
  }

  private static void assertAway(Executable asking) {
    ApiException problem = assertThrows(ApiException.class, asking);

    assertEquals(503, problem.status());
    assertEquals("module_unavailable", problem.code());
  }
}
