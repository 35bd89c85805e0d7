/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.api.web.ApiException;

class AuthTokenEndpointTest {

  @Test
  void defaultsToAuthTokenRequest() {
    assertEquals(
        "auth", AuthTokenEndpoint.type(new AAuthRequestBody(Map.of("resource_token", "x"))));
  }

  @Test
  void rejectsNonStringRequestType() {
    assertThrows(
        ApiException.class,
        () -> AuthTokenEndpoint.type(new AAuthRequestBody(Map.of("request_type", 1))));
  }
}
