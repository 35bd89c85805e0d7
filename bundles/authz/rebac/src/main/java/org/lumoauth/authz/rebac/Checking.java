package org.lumoauth.authz.rebac;

import java.util.Optional;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.cache.Flights;
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.cache.State;
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
    var held = snapshots.inMemory(target.key(), target.head());
    if (held.isPresent()) {
      var state = held.get();
      return answer(target.at(state.head()), state.tuples(), question, context, explain);
    }
    boolean alone =
        explain
            || target.head().shadowId().isPresent()
            || !context.contextualTuples().isEmpty()
            || !context.context().isEmpty();
    preparation.model(target, context); // compiled before a connection is held
    return alone
        ? snapshots.stored(
            target.key(),
            target.head(),
            state -> answer(target.at(state.head()), state.tuples(), question, context, explain))
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
    var asked =
        new Flights.Question(
            target.key(),
            context.modelId(),
            target.head().modelId(),
            target.head().revision(),
            question);
    var landed =
        flights.fly(
            asked,
            () ->
                snapshots.stored(
                    target.key(),
                    target.head(),
                    state -> landed(target, state, question, context)));
    return new RelationAnswer(
        landed.allowed(),
        landed.modelId(),
        revisions.token(target.key(), landed.revision()),
        Optional.empty());
  }

  private Flights.Landed landed(
      Target target, State state, TupleKey question, QueryContext context) {
    var at = target.at(state.head());
    var model = preparation.model(at, context);
    var checked = engine.checked(at, model, state.tuples(), question, context, false);
    return new Flights.Landed(
        checked.allowed(), model.id(), state.tuples().revision(), checked.until());
  }
}
