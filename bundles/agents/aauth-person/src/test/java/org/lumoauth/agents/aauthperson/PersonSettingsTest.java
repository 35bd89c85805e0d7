package org.lumoauth.agents.aauthperson;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"https://agent.example", "https://xn--nxasmq6b.example"})
  void takesServerIdentifiers(String url) {
    assertTrue(
        new PersonSettings().objection(PersonSettings.AGENT_PROVIDERS, List.of(url)).isEmpty());
  }

  /** Section Server Identifiers names all of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://agent.example",
        "https://Agent.Example",
        "https://agent.example:8443",
        "https://agent.example/v1",
        "https://agent.example/",
        "https://a@agent.example",
        "https://agent.example?a",
        "https://agent.example#a",
        "https://",
        ""
      })
  void refusesWhatIsNone(String url) {
    assertFalse(
        new PersonSettings().objection(PersonSettings.AGENT_PROVIDERS, List.of(url)).isEmpty());
  }
}
