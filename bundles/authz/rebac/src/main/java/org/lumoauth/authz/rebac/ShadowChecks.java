package org.lumoauth.authz.rebac;

import java.util.function.Consumer;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts questions that were answered to the model in shadow too, in another thread: what that model
 * does, or fails to do, is not the asker's matter.
 */
@Component(service = ShadowChecks.class)
public final class ShadowChecks {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowChecks.class);

  private final Preparation preparation;
  private final Snapshots snapshots;
  private final Shadows shadows;
  private final ShadowRuns runs;
  private final EngineCheck engine;

  @Activate
  public ShadowChecks(
      @Reference Preparation preparation,
      @Reference Snapshots snapshots,
      @Reference Shadows shadows,
      @Reference ShadowRuns runs) {
    this.preparation = preparation;
    this.snapshots = snapshots;
    this.shadows = shadows;
    this.runs = runs;
    this.engine = new EngineCheck(preparation);
  }

  /** Has the model in shadow answer what the current one answered from these tuples. */
  void ask(
      Target target, Snapshot tuples, TupleKey question, QueryContext context, boolean allowed) {
    long revision = tuples.revision();
    var held = tuples instanceof TupleIndex ? tuples : null; // others end with their transaction
    if (!runs.run(() -> compare(target, held, revision, question, context, allowed))) {
      shadows.skipped(target.key(), target.head());
    }
  }

  private void compare(
      Target asked,
      Snapshot held,
      long revision,
      TupleKey question,
      QueryContext context,
      boolean allowed) {
    var target = new Target(asked.tenant(), asked.key(), asked.head(), Deadline.OWN);
    try {
      with(
          target,
          held,
          tuples -> {
            if (tuples.revision() != revision) {
              shadows.skipped(target.key(), target.head());
              return;
            }
            boolean other =
                engine
                    .checked(target, preparation.shadow(target), tuples, question, context, false)
                    .allowed();
            shadows.compared(
                target.key(), target.head(), Shadows.example(question, allowed, other));
          });
    } catch (RelationException e) {
      shadows.failed(target.key(), target.head());
    } catch (RuntimeException e) {
      LOG.warn("rebac.shadow-failed store={} reason={}", target.key().storeId(), e.toString(), e);
      shadows.failed(target.key(), target.head());
    }
  }

  private void with(Target target, Snapshot held, Consumer<Snapshot> work) {
    if (held != null) {
      work.accept(held);
      return;
    }
    snapshots.stored(
        target.key(),
        target.head(),
        state -> {
          work.accept(state.tuples());
          return target;
        });
  }
}
