/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

class CallingAgentResolverTest {

  @Test
  void resolvesAgentActingForItselfOrUser() {
    assertEquals(anAgentRef(), CallingAgentResolver.of(aCaller().as(anAgentRef()).build()));
    assertEquals(
        anAgentRef(),
        CallingAgentResolver.of(aCaller().as(aUserRef()).actedBy(anAgentRef()).build()));
  }

  @Test
  void rejectsTaskTokens() {
    var task = new SubjectRef("agent_task", "agent:clerk:task:task_1");
    var caller = aCaller().as(task).actedBy(anAgentRef()).build();

    assertFalse(CallingAgentResolver.is(caller));
    assertEquals(
        403, assertThrows(ApiException.class, () -> CallingAgentResolver.of(caller)).status());
  }
}
