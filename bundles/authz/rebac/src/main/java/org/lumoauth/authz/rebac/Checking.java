package org.lumoauth.authz.rebac;

import java.util.Optional;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.cache.Flights;
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.engine.Checks;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers whether a subject has a relation to an object. */
@Component(service = Checking.class)
public final class Checking {

  private final Preparation preparation;
  private final Snapshots snapshots;
  private final Flights flights;
  private final Shadows shadows;
  private final Revisions revisions;

  @Activate
  public Checking(
      @Reference Preparation preparation,
      @Reference Snapshots snapshots,
      @Reference Flights flights,
      @Reference Shadows shadows,
      @Reference Revisions revisions) {
    this.preparation = preparation;
    this.snapshots = snapshots;
    this.flights = flights;
    this.shadows = shadows;
    this.revisions = revisions;
  }

  /** From memory, or from the database, there together with others who ask the same. */
  RelationAnswer answer(Target target, TupleKey question, QueryContext context, boolean explain) {
    var index = snapshots.inMemory(target.key(), target.head());
    if (index.isPresent()) {
      return answer(target, index.get(), question, context, explain);
    }
    boolean alone =
        explain
            || target.head().shadowId().isPresent()
            || !context.contextualTuples().isEmpty()
            || !context.context().isEmpty();
    return alone
        ? snapshots.stored(
            target.key(), tuples -> answer(target, tuples, question, context, explain))
        : together(target, question, context);
  }

  /** From tuples that are there. */
  RelationAnswer answer(
      Target target, Snapshot tuples, TupleKey question, QueryContext context, boolean explain) {
    var model = preparation.model(target, context);
    var checked = checked(target, model, tuples, question, context, explain);
    if (target.head().shadowId().isPresent() && context.modelId().isEmpty()) {
      shadow(target, tuples, question, context, checked.allowed());
    }
    return new RelationAnswer(
        checked.allowed(),
        model.id(),
        revisions.token(target.key(), tuples.revision()),
        checked.reason());
  }

  private RelationAnswer together(Target target, TupleKey question, QueryContext context) {
    var model = preparation.model(target, context);
    var landed =
        flights.fly(
            new Flights.Question(target.key(), model.id(), target.head().revision(), question),
            () ->
                snapshots.stored(
                    target.key(),
                    tuples -> {
                      var checked = checked(target, model, tuples, question, context, false);
                      return new Flights.Landed(
                          checked.allowed(), tuples.revision(), checked.until());
                    }));
    return new RelationAnswer(
        landed.allowed(),
        model.id(),
        revisions.token(target.key(), landed.revision()),
        Optional.empty());
  }

  /** What the model in shadow does, or fails to do, is never the asker's matter. */
  private void shadow(
      Target target, Snapshot tuples, TupleKey question, QueryContext context, boolean allowed) {
    try {
      boolean other =
          checked(target, preparation.shadow(target), tuples, question, context, false).allowed();
      shadows.compared(target.key(), target.head(), Shadows.example(question, allowed, other));
    } catch (RelationException e) {
      shadows.failed(target.key(), target.head());
    }
  }

  private Checks.Checked checked(
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
