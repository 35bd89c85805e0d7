package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.authn.flow.FollowingSteps.Outcome;

/**
 * What follows the proof, or the session that a browser has already: shows the steps one by one,
 * takes what is entered, and goes on.
 */
final class FollowUp {
  private final LoginPages pages;
  private final LoginCompletion completion;
  private final LoginJournal journal;
  private final FollowingSteps steps;
  private final People people;
  private final Onward onward;

  FollowUp(
      LoginPages pages,
      LoginCompletion completion,
      LoginJournal journal,
      FollowingSteps steps,
      People people,
      Onward onward) {
    this.pages = pages;
    this.completion = completion;
    this.journal = journal;
    this.steps = steps;
    this.people = people;
    this.onward = onward;
  }

  /** The browser's session will do: asks what nobody goes on without, and leads back. */
  void stay(Visit visit, Session session) throws IOException {
    goOn(visit, AfterProof.begun(session.subject(), false));
  }

  /** Shows the step where the sign-in stands. */
  void show(Visit visit, AfterProof after, Optional<Session> session) throws IOException {
    if (!holds(after, session)) {
      onward.again(visit, visit.state().nobody());
    } else if (steps.asks(visit.tenant(), after, clientId(visit))) {
      pages.following(visit, after.shown().orElseThrow(), identifier(visit, after), 200);
    } else {
      goOn(visit, after.pausing());
    }
  }

  /** Takes what was entered. */
  void enter(Visit visit, AfterProof after, Optional<Session> session) throws IOException {
    if (!holds(after, session)) {
      onward.again(visit, visit.state().nobody());
      return;
    }
    var by = new Initiator(after.subject(), List.of(), Optional.of(visit.exchange().requestInfo()));
    var outcome = steps.proceed(visit.tenant(), after, clientId(visit), visit.input(), by);
    if (outcome instanceof Outcome.On on) {
      goOn(visit, on.after());
    } else if (outcome instanceof Outcome.Again again) {
      pages.following(visit, again.form(), identifier(visit, after), LoginPages.REFUSED);
    } else if (outcome instanceof Outcome.Over over) {
      journal.failed(visit, Optional.of(after.subject()), over.step(), "declined");
      completion.leave(visit, Addresses.cancelled(visit.state().returnTo()));
    }
  }

  private void goOn(Visit visit, AfterProof after) throws IOException {
    var state = visit.state().following(after);
    if (after.shown().isPresent()) {
      onward.again(visit, state);
    } else if (after.signingIn()) {
      onward.finish(visit, state);
    } else {
      onward.settle(visit, state, after);
    }
  }

  /** Whoever was to go on with a session has to have it still. */
  private static boolean holds(AfterProof after, Optional<Session> session) {
    return after.signingIn()
        || session.filter(now -> now.subject().equals(after.subject())).isPresent();
  }

  private String identifier(Visit visit, AfterProof after) {
    return people.identifierOf(visit.tenant(), after.subject()).orElse("");
  }

  private static Optional<String> clientId(Visit visit) {
    return visit.state().requirement().clientId();
  }
}
