package org.lumoauth.agents.delegation.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.chain.ChainNode;
import org.lumoauth.agents.delegation.chain.ChainNode.Consent;
import org.lumoauth.agents.delegation.chain.ChainNode.Party;
import org.lumoauth.agents.delegation.chain.ChainNode.Principal;

class ChainDrawingTest {

  private static final String TYPE = "urn:ietf:params:oauth:token-type:";
  private static final Party ADA = new Party("user", "usr_1", "Ada", true);
  private static final Party COURIER = new Party("agent", "agt_1", "Courier", true);

  @Test
  void drawsWhoActsForWhomAndWhatItWasMadeFrom() {
    ChainNode subject = token("tok_1", new Principal(ADA, List.of()), List.of(), null, null);
    ChainNode actor = token("tok_2", new Principal(COURIER, List.of()), List.of(), null, null);
    var consent =
        new Consent("dlg_1", "usr_1", "agt_1", List.of("files.read"), "then", "later", "active");
    ChainNode made =
        token("tok_3", new Principal(ADA, List.of(COURIER)), List.of(consent), subject, actor);

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
        String.join("\n", new ChainDrawing().of(made)));
  }

  @Test
  void drawsWhatIsNotKeptAsThat() {
    ChainNode unknown =
        new ChainNode(
            TYPE + "id_token", null, null, null, null, null, null, null, null, null, null, null);

    assertEquals(List.of("id_token, of which nothing is kept"), new ChainDrawing().of(unknown));
  }

  @Test
  void showsNothingThatMovesTheCursorAndWhoMayNotAct() {
    Party stopped = new Party("agent", "agt_2", "A\u001b[2J\u202eB\nC", false);

    List<String> drawn =
        new ChainDrawing()
            .of(token("tok_1", new Principal(ADA, List.of(stopped)), List.of(), null, null));

    assertEquals("   agent agt_2 \"A?[2J?B?C\" (may not act) for user usr_1 \"Ada\"", drawn.get(1));
  }

  private static ChainNode token(
      String jti, Principal principal, List<Consent> consents, ChainNode subject, ChainNode actor) {
    return new ChainNode(
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
