package org.lumoauth.agents.aauth.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.api.web.Problem;

class AgentTokenEndpointTest {

  @Test
  void takesARequestWithoutTypeForOneOfAnAuthToken() {
    assertEquals("auth", AgentTokenEndpoint.type(new Body(Map.of("resource_token", "x"))));
  }

  @Test
  void takesNoTypeThatIsNoText() {
    assertThrows(Problem.class, () -> AgentTokenEndpoint.type(new Body(Map.of("request_type", 1))));
  }
}
