/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.error;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.parameters;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** A browser at the authorization endpoint. */
abstract class AuthorizationEndpointTestBase {
  final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  final AuthorizationCodeFixture world = browser.world;

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, world.registry.openLeases());
  }

  static void assertRefused(String reason, FakeHttpExchange answer) {
    assertTrue(answer.location().startsWith(REDIRECT_URI + "?"), answer.location());
    assertEquals("invalid_request", error(answer));
    assertEquals(reason, parameters(answer.location()).get("error_description"));
  }
}
