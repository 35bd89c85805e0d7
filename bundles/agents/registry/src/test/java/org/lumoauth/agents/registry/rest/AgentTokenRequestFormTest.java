/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.registry.rest.AgentScopesAndCredentialsResource.GenerateAgentTokenRequest;
import org.lumoauth.api.web.ApiException;

class AgentTokenRequestFormTest {

  @Test
  void readsLifetimeInWholeSeconds() throws JsonProcessingException {
    assertEquals(Optional.of(60L), form("{\"expiresIn\":60}").lifetime());
    assertEquals(Optional.of(60_000_000_000L), form("{\"expiresIn\":60000000000}").lifetime());
    assertEquals(Optional.empty(), form("{}").lifetime());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "0.9", "59.999999", "1e400", "36893488147419103232"})
  void rejectsFractionalOrHugeLifetime(String seconds) throws JsonProcessingException {
    var form = form("{\"expiresIn\":" + seconds + "}");

    assertEquals(400, assertThrows(ApiException.class, form::lifetime).status());
  }

  private static GenerateAgentTokenRequest form(String json) throws JsonProcessingException {
    return new ObjectMapper().readValue(json, GenerateAgentTokenRequest.class);
  }
}
