/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.MembershipEvaluator;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.tuple.TupleValidator;

/** Evaluates a single query with the engine. */
public final class EngineCheckRunner {

  private final EvaluationContextFactory preparation;

  public EngineCheckRunner(EvaluationContextFactory preparation) {
    this.preparation = preparation;
  }

  /**
   * Evaluates a query.
   *
   * @throws RelationException as {@code RelationQueryService.check}
   */
  public MembershipEvaluator.MembershipCheckResult check(
      StoreQueryTarget target,
      CompiledModel model,
      TupleSnapshot tuples,
      TupleKey question,
      RelationQueryContext context,
      boolean explain) {
    new TupleValidator(model).requireQuestion(question);
    return new MembershipEvaluator(preparation.setting(target, model, tuples, context))
        .check(
            Userset.of(question.object(), question.relation()),
            Userset.of(question.subject()),
            explain);
  }
}
