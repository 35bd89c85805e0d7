/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.agent.QuestionInterpreterContract;

class LexicalQuestionInterpreterContractTest extends QuestionInterpreterContract {
  private final QuestionInterpreterFixture fixture =
      new QuestionInterpreterFixture().with("documents.read", "documents.delete");

  @Override
  protected QuestionInterpreter interpreter() {
    return fixture.interpreter;
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected SubjectRef agent() {
    return anAgentRef();
  }

  @Override
  protected String understood() {
    return "May I read documents?";
  }

  @Override
  protected String action() {
    return "documents.read";
  }
}
