package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.flow.LoginState.MethodStep;

/** Where a sign-in goes on: to the next form, elsewhere and back, or to its end. */
final class Onward {
  private final LoginAttempts attempts;
  private final LoginPages pages;
  private final LoginCompletion completion;
  private final Methods methods;
  private final Proofs proofs;
  private final FollowingSteps steps;

  Onward(
      LoginAttempts attempts,
      LoginPages pages,
      LoginCompletion completion,
      Methods methods,
      Proofs proofs,
      FollowingSteps steps) {
    this.attempts = attempts;
    this.pages = pages;
    this.completion = completion;
    this.methods = methods;
    this.proofs = proofs;
    this.steps = steps;
  }

  void lead(Visit visit, Proofs.Outcome outcome) throws IOException {
    if (outcome instanceof Proofs.Outcome.Enough enough) {
      finish(visit, enough.state());
    } else if (outcome instanceof Proofs.Outcome.Asks asks) {
      again(visit, asks.state());
    } else if (outcome instanceof Proofs.Outcome.Further further) {
      pick(visit, further.state(), further.methods());
    } else if (outcome instanceof Proofs.Outcome.Leaves leaves) {
      leave(visit, leaves);
    } else if (outcome instanceof Proofs.Outcome.Unavailable) {
      unavailable(visit);
    } else if (outcome instanceof Proofs.Outcome.Refused refused && away(visit)) {
      identifier(visit, LoginPages.REFUSED, Optional.of(refused.shown()));
    } else if (outcome instanceof Proofs.Outcome.Refused refused) {
      pages.method(
          visit,
          methods.others(visit.tenant(), visit.state()),
          LoginPages.REFUSED,
          Optional.of(refused.shown()));
    } else if (outcome instanceof Proofs.Outcome.TooMany tooMany) {
      tooMany(visit, tooMany);
    } else {
      pages.over(visit.exchange(), 403, "access_denied");
    }
  }

  private void tooMany(Visit visit, Proofs.Outcome.TooMany outcome) throws IOException {
    var others = methods.others(visit.tenant(), visit.state());
    if (methods.offersLink(visit.tenant(), visit.state(), outcome.method())) {
      pages.offerLink(visit, others, outcome.until());
    } else {
      pages.tooMany(visit, others, outcome.until());
    }
  }

  /** Signs in who proved who they are, or asks first what follows. */
  void finish(Visit visit, LoginState state) throws IOException {
    var end = completion.finish(visit, state);
    if (end instanceof LoginCompletion.End.Asks asks) {
      again(visit, asks.state());
    } else {
      completion.lead(visit, end, state.returnTo());
    }
  }

  /** The first form for somebody who is named. */
  void next(Visit visit, LoginState state) throws IOException {
    var ways = methods.offered(visit.tenant(), state);
    if (!ways.isEmpty()) {
      pick(visit, state, ways);
    } else if (state.proven().isEmpty()) {
      throw Problem.moduleUnavailable("authn-" + methods.expected(visit.tenant()));
    } else if (state.requirement().acrEssential()) {
      pages.over(visit.exchange(), 403, "access_denied");
    } else {
      settle(visit, state, AfterProof.begun(state.subject().orElseThrow(), false));
    }
  }

  /** Leads back with the session that there is, or asks first what nobody goes on without. */
  void settle(Visit visit, LoginState state, AfterProof after) throws IOException {
    var next = steps.next(visit.tenant(), after, state.requirement().clientId());
    if (next.isPresent()) {
      again(visit, state.following(next.get()));
    } else {
      completion.leave(visit, state.returnTo());
    }
  }

  /**
   * Which of these is it? The tenant's order says, if it has one; else the password, which most
   * have, with the others below; else the person does.
   */
  private void pick(Visit visit, LoginState state, List<String> ways) throws IOException {
    if (ways.size() == 1 || methods.ordered(visit.tenant())) {
      begin(visit, state, ways.get(0));
    } else if (state.proven().isEmpty() && ways.contains(Methods.PASSWORD)) {
      begin(visit, state, Methods.PASSWORD);
    } else {
      again(visit, state);
    }
  }

  /** Nothing was begun yet by whom is named. */
  void decide(Visit visit) throws IOException {
    var ways = methods.offered(visit.tenant(), visit.state());
    if (ways.size() > 1) {
      pages.chooseMethod(visit, ways);
    } else {
      next(visit, visit.state());
    }
  }

  void begin(Visit visit, LoginState state, String name) throws IOException {
    lead(visit, proofs.begin(visit, state, name, Map.of()));
  }

  private void leave(Visit visit, Proofs.Outcome.Leaves leaves) throws IOException {
    if (attempts.save(visit.tenant(), visit.entry(), leaves.state()).isPresent()) {
      visit.exchange().redirect(leaves.location());
    } else {
      pages.over(visit.exchange(), 400, "session_expired");
    }
  }

  /** From the first page every way can be tried again. */
  private void unavailable(Visit visit) throws IOException {
    String seconds = Long.toString(LoginPages.COME_AGAIN.toSeconds());
    visit.exchange().response().setHeader("Retry-After", seconds);
    identifier(visit, LoginPages.UNAVAILABLE, Optional.of("unavailable"));
  }

  void identifier(Visit visit, int status, Optional<String> error) throws IOException {
    pages.identifier(visit, methods.ways(visit.tenant()), status, error);
  }

  private static boolean away(Visit visit) {
    return visit.state().step().filter(MethodStep::away).isPresent();
  }

  /** Keeps what is known and shows the page anew. */
  void again(Visit visit, LoginState state) throws IOException {
    show(visit, attempts.save(visit.tenant(), visit.entry(), state));
  }

  /** Forgets who it is, and what was proven. */
  void anew(Visit visit) throws IOException {
    show(visit, attempts.restart(visit.tenant(), visit.entry(), visit.state().anew()));
  }

  private void show(Visit visit, Optional<String> saved) throws IOException {
    var tenant = visit.tenant();
    var name = saved.or(() -> attempts.find(tenant, visit.id()).map(Entry::key));
    if (name.isPresent()) {
      visit.exchange().redirect(Addresses.login(tenant, name.get()));
    } else {
      pages.over(visit.exchange(), 400, "session_expired");
    }
  }
}
