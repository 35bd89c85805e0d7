package org.lumoauth.authz.rebac;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.MembershipCheck;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.index.Userset;

/** Evaluates a single query with the engine. */
final class EngineCheckRunner {

  private final EvaluationContextFactory preparation;

  EngineCheckRunner(EvaluationContextFactory preparation) {
    this.preparation = preparation;
  }

  /**
   * Evaluates a query.
   *
   * @throws RelationException as {@code RelationQueryService.check}
   */
  MembershipCheck.MembershipCheckResult check(
      CheckTarget target,
      CompiledModel model,
      TupleSnapshot tuples,
      TupleKey question,
      RelationQueryContext context,
      boolean explain) {
    new TupleValidator(model).requireQuestion(question);
    return new MembershipCheck(preparation.setting(target, model, tuples, context))
        .check(
            Userset.of(question.object(), question.relation()),
            Userset.of(question.subject()),
            explain);
  }
}
