package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;

class ActingAgentTest {

  @Test
  void isTheAgentThatActsForItselfOrForAUser() {
    assertEquals(anAgentRef(), ActingAgent.of(aCaller().as(anAgentRef()).build()));
    assertEquals(
        anAgentRef(), ActingAgent.of(aCaller().as(aUserRef()).actedBy(anAgentRef()).build()));
  }

  @Test
  void isNobodyByATokenOfATask() {
    var task = new SubjectRef("agent_task", "agent:clerk:task:task_1");
    var caller = aCaller().as(task).actedBy(anAgentRef()).build();

    assertFalse(ActingAgent.is(caller));
    assertEquals(403, assertThrows(Problem.class, () -> ActingAgent.of(caller)).status());
  }
}
