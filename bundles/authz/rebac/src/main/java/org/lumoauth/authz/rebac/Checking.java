package org.lumoauth.authz.rebac;

import java.util.Optional;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.cache.Flights;
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers whether a subject has a relation to an object. */
@Component(service = Checking.class)
public final class Checking {

  private final Preparation preparation;
  private final Snapshots snapshots;
  private final Flights flights;
  private final ShadowChecks shadow;
  private final EngineCheck engine;
  private final Revisions revisions;

  @Activate
  public Checking(
      @Reference Preparation preparation,
      @Reference Snapshots snapshots,
      @Reference Flights flights,
      @Reference ShadowChecks shadow,
      @Reference Revisions revisions) {
    this.preparation = preparation;
    this.snapshots = snapshots;
    this.flights = flights;
    this.shadow = shadow;
    this.engine = new EngineCheck(preparation);
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
    var checked = engine.checked(target, model, tuples, question, context, explain);
    if (target.head().shadowId().isPresent() && context.modelId().isEmpty()) {
      shadow.ask(target, tuples, question, context, checked.allowed());
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
                      var checked = engine.checked(target, model, tuples, question, context, false);
                      return new Flights.Landed(
                          checked.allowed(), tuples.revision(), checked.until());
                    }));
    return new RelationAnswer(
        landed.allowed(),
        model.id(),
        revisions.token(target.key(), landed.revision()),
        Optional.empty());
  }
}
