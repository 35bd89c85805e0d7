package org.lumoauth.api.agent;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: turns a question in natural language into one that can be decided. Registered
 * with {@code lumoauth.kind=question-interpreter} and {@code lumoauth.name}.
 */
public interface QuestionInterpreter {

  /**
   * Interprets a question of an agent.
   *
   * @param text what the agent asked, at most 2,000 characters
   * @param context what it said besides
   * @return what it means, or empty if the interpreter is not sure
   */
  Optional<Interpretation> interpret(
      TenantContext tenant, SubjectRef agent, String text, Map<String, Object> context);

  /**
   * @param question the question that is decided
   * @param confidence 0 to 1
   */
  record Interpretation(Question question, double confidence) {}
}
