/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.chain.TokenChainNode;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainConsent;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainParty;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainPrincipal;

class TokenChainRendererTest {

  private static final String TYPE = "urn:ietf:params:oauth:token-type:";
  private static final TokenChainParty ADA = new TokenChainParty("user", "usr_1", "Ada", true);
  private static final TokenChainParty COURIER =
      new TokenChainParty("agent", "agt_1", "Courier", true);

  @Test
  void rendersActorsAndSourceTokens() {
    TokenChainNode subject =
        token("tok_1", new TokenChainPrincipal(ADA, List.of()), List.of(), null, null);
    TokenChainNode actor =
        token("tok_2", new TokenChainPrincipal(COURIER, List.of()), List.of(), null, null);
    var consent =
        new TokenChainConsent(
            "dlg_1", "usr_1", "agt_1", List.of("files.read"), "then", "later", "active");
    TokenChainNode made =
        token(
            "tok_3",
            new TokenChainPrincipal(ADA, List.of(COURIER)),
            List.of(consent),
            subject,
            actor);

    assertEquals(
        """
        access_token tok_3, active, until soon
        │  agent agt_1 "Courier" for user usr_1 "Ada"
        │  client cli_1, for https://files.example
        │  scope files.read
        │  consent dlg_1 of user usr_1 to agent agt_1, active, until later: files.read
        ├─ made from
        │  access_token tok_1, active, until soon
        │     user usr_1 "Ada"
        │     client cli_1, for https://files.example
        │     scope files.read
        └─ with the actor's
           access_token tok_2, active, until soon
              agent agt_1 "Courier"
              client cli_1, for https://files.example
              scope files.read""",
        String.join("\n", new TokenChainRenderer().of(made)));
  }

  @Test
  void rendersMissingDataAsNotStored() {
    TokenChainNode unknown =
        new TokenChainNode(
            TYPE + "id_token", null, null, null, null, null, null, null, null, null, null, null);

    assertEquals(List.of("id_token (no stored data)"), new TokenChainRenderer().of(unknown));
  }

  @Test
  void escapesControlCharactersAndMarksInactiveActors() {
    TokenChainParty stopped = new TokenChainParty("agent", "agt_2", "A\u001b[2J\u202eB\nC", false);

    List<String> drawn =
        new TokenChainRenderer()
            .of(
                token(
                    "tok_1",
                    new TokenChainPrincipal(ADA, List.of(stopped)),
                    List.of(),
                    null,
                    null));

    assertEquals("   agent agt_2 \"A?[2J?B?C\" (may not act) for user usr_1 \"Ada\"", drawn.get(1));
  }

  private static TokenChainNode token(
      String jti,
      TokenChainPrincipal principal,
      List<TokenChainConsent> consents,
      TokenChainNode subject,
      TokenChainNode actor) {
    return new TokenChainNode(
        TYPE + "access_token",
        jti,
        principal,
        "cli_1",
        List.of("files.read"),
        List.of("https://files.example"),
        "now",
        "soon",
        "active",
        consents,
        subject,
        actor);
  }
}
