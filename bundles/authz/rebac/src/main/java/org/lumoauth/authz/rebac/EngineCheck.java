package org.lumoauth.authz.rebac;

import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.engine.Checks;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.Userset;

/** Puts one question to the engine. */
final class EngineCheck {

  private final Preparation preparation;

  EngineCheck(Preparation preparation) {
    this.preparation = preparation;
  }

  /**
   * @throws RelationException as {@code RelationQueries.check}
   */
  Checks.Checked checked(
      Target target,
      CompiledModel model,
      Snapshot tuples,
      TupleKey question,
      QueryContext context,
      boolean explain) {
    new TupleRules(model).requireQuestion(question);
    return new Checks(preparation.setting(target, model, tuples, context))
        .check(
            Userset.of(question.object(), question.relation()),
            Userset.of(question.subject()),
            explain);
  }
}
