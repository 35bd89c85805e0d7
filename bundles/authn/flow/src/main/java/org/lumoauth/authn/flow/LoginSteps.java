package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.flow.LoginState.MethodStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leads somebody from one step of a sign-in to the next. */
@Component(service = LoginSteps.class)
public final class LoginSteps {
  private final LoginAttempts attempts;
  private final LoginPages pages;
  private final LoginCompletion completion;
  private final FlowNeighbours neighbours;
  private final Methods methods;
  private final People people;
  private final Proofs proofs;
  private final Sessions sessions;

  @Activate
  public LoginSteps(
      @Reference LoginAttempts attempts,
      @Reference LoginPages pages,
      @Reference LoginCompletion completion,
      @Reference FlowNeighbours neighbours,
      @Reference Methods methods,
      @Reference People people,
      @Reference Proofs proofs,
      @Reference Sessions sessions) {
    this.attempts = attempts;
    this.pages = pages;
    this.completion = completion;
    this.neighbours = neighbours;
    this.methods = methods;
    this.people = people;
    this.proofs = proofs;
    this.sessions = sessions;
  }

  /** Shows where the sign-in stands, or leads where one of its links does. */
  void open(Visit visit) throws IOException {
    var request = visit.exchange().request();
    if (request.getParameter("cancel") != null) {
      completion.leave(visit, Addresses.cancelled(visit.state().returnTo()));
    } else if (request.getParameter("switch") != null) {
      again(visit, visit.state().anew());
    } else if (request.getParameter(AuthenticationMethod.WAY) != null) {
      byWay(visit, request.getParameter("method"), request.getParameter(AuthenticationMethod.WAY));
    } else if (request.getParameter("method") != null) {
      choose(visit, request.getParameter("method"));
    } else if (request.getParameter(AuthenticationMethod.ANSWER) != null) {
      returned(visit, request.getParameter(AuthenticationMethod.ANSWER));
    } else {
      show(visit);
    }
  }

  private void show(Visit visit) throws IOException {
    var state = visit.state();
    var session = sessions.current(visit.tenant(), visit.view());
    if (state.choosing() && session.isPresent()) {
      pages.chooseAccount(visit, session.get(), identifier(visit, session.get().subject()));
    } else if (session.filter(s -> Standing.done(s, state)).isPresent()) {
      completion.leave(visit, state.returnTo());
    } else if (state.step().filter(step -> !step.away()).isPresent()) {
      pages.method(visit, methods.others(visit.tenant(), visit.state()), 200, Optional.empty());
    } else if (state.subject().isPresent()) {
      decide(visit);
    } else if (registers(visit)) {
      visit.exchange().redirect(visit.exchange().baseUrl() + registration(visit).orElseThrow());
    } else if (Standing.known(state, session).isPresent()) {
      var who = Standing.known(state, session).get();
      next(visit, Standing.stepUp(state, session, who, identifier(visit, who)));
    } else {
      identifier(visit, 200, Optional.empty());
    }
  }

  /** The person entered something. */
  void enter(Visit visit) throws IOException {
    switch (visit.field("step").orElse("prove")) {
      case "identify" -> identify(visit);
      case "choose" -> choose(visit, visit.field("method").orElse(""));
      case "stay" -> stay(visit);
      default -> prove(visit);
    }
  }

  private void identify(Visit visit) throws IOException {
    var entered = visit.field("identifier").orElse("").strip();
    var objection = People.objection(entered);
    if (objection.isPresent()) {
      identifier(visit, LoginPages.REFUSED, objection);
      return;
    }
    var subject = people.named(visit.tenant(), entered);
    next(visit, visit.state().identified(entered, subject));
  }

  private void choose(Visit visit, String name) throws IOException {
    if (visit.state().subject().isEmpty()
        || !methods.offered(visit.tenant(), visit.state()).contains(name)) {
      throw Problem.invalidRequest("There is no such way to sign in here.");
    }
    begin(visit, visit.state(), name);
  }

  /** The person begins with a method that finds out itself who they are. */
  private void byWay(Visit visit, String name, String way) throws IOException {
    var ways = methods.ways(visit.tenant()).getOrDefault(name, List.of());
    if (ways.stream().noneMatch(known -> known.id().equals(way))) {
      throw Problem.invalidRequest("There is no such way to sign in here.");
    }
    var memory = Map.of(AuthenticationMethod.WAY, way);
    lead(visit, proofs.begin(visit, visit.state().nobody(), name, memory));
  }

  /** The browser comes back from where a method sent it. */
  private void returned(Visit visit, String answer) throws IOException {
    var step = visit.state().step().filter(MethodStep::away);
    if (step.isEmpty()) {
      again(visit, visit.state());
      return;
    }
    var input = Map.of(AuthenticationMethod.ANSWER, answer);
    lead(visit, proofs.prove(visit, visit.state(), step.get(), input));
  }

  /** The person stays who they are signed in as. */
  private void stay(Visit visit) throws IOException {
    var state = visit.state();
    var session = sessions.current(visit.tenant(), visit.view());
    if (session.isEmpty()) {
      again(visit, state.anew());
    } else if (Requirements.met(session.get(), state.requirement())) {
      completion.leave(visit, state.returnTo());
    } else {
      var who = session.get().subject();
      next(visit, Standing.stepUp(state, session, who, identifier(visit, who)));
    }
  }

  private void prove(Visit visit) throws IOException {
    if (visit.state().step().isEmpty()) {
      again(visit, visit.state());
      return;
    }
    var step = visit.state().step().get();
    lead(visit, proofs.prove(visit, visit.remembering(), step, visit.input()));
  }

  private void lead(Visit visit, Proofs.Outcome outcome) throws IOException {
    if (outcome instanceof Proofs.Outcome.Enough enough) {
      completion.complete(visit, enough.state());
    } else if (outcome instanceof Proofs.Outcome.Asks asks) {
      again(visit, asks.state());
    } else if (outcome instanceof Proofs.Outcome.Further further) {
      pick(visit, further.state(), further.methods());
    } else if (outcome instanceof Proofs.Outcome.Leaves leaves) {
      leave(visit, leaves);
    } else if (outcome instanceof Proofs.Outcome.Refused refused && away(visit)) {
      identifier(visit, LoginPages.REFUSED, Optional.of(refused.shown()));
    } else if (outcome instanceof Proofs.Outcome.Refused refused) {
      pages.method(
          visit,
          methods.others(visit.tenant(), visit.state()),
          LoginPages.REFUSED,
          Optional.of(refused.shown()));
    } else if (outcome instanceof Proofs.Outcome.TooMany tooMany) {
      pages.tooMany(visit, methods.others(visit.tenant(), visit.state()), tooMany.until());
    } else {
      pages.over(visit.exchange(), 403, "access_denied");
    }
  }

  /** The first form for somebody who is named. */
  private void next(Visit visit, LoginState state) throws IOException {
    var ways = methods.offered(visit.tenant(), state);
    if (!ways.isEmpty()) {
      pick(visit, state, ways);
    } else if (state.proven().isEmpty()) {
      throw Problem.moduleUnavailable("authn-password");
    } else if (state.requirement().acrEssential()) {
      pages.over(visit.exchange(), 403, "access_denied");
    } else {
      completion.leave(visit, state.returnTo());
    }
  }

  /** Which of these is it? The tenant's order says, if it has one; else the person does. */
  private void pick(Visit visit, LoginState state, List<String> ways) throws IOException {
    if (ways.size() == 1 || methods.ordered(visit.tenant())) {
      begin(visit, state, ways.get(0));
    } else {
      again(visit, state);
    }
  }

  /** Nothing was begun yet by whom is named. */
  private void decide(Visit visit) throws IOException {
    var ways = methods.offered(visit.tenant(), visit.state());
    if (ways.size() > 1) {
      pages.chooseMethod(visit, ways);
    } else {
      next(visit, visit.state());
    }
  }

  private void begin(Visit visit, LoginState state, String name) throws IOException {
    lead(visit, proofs.begin(visit, state, name, Map.of()));
  }

  private void leave(Visit visit, Proofs.Outcome.Leaves leaves) throws IOException {
    if (attempts.save(visit.tenant(), visit.entry(), leaves.state())) {
      visit.exchange().redirect(leaves.location());
    } else {
      pages.over(visit.exchange(), 400, "session_expired");
    }
  }

  private void identifier(Visit visit, int status, Optional<String> error) throws IOException {
    pages.identifier(visit, methods.ways(visit.tenant()), status, error);
  }

  private static boolean away(Visit visit) {
    return visit.state().step().filter(MethodStep::away).isPresent();
  }

  /** Keeps what is known and shows the page anew. */
  private void again(Visit visit, LoginState state) throws IOException {
    if (!attempts.save(visit.tenant(), visit.entry(), state)
        && attempts.find(visit.tenant(), visit.attempt()).isEmpty()) {
      pages.over(visit.exchange(), 400, "session_expired");
      return;
    }
    visit.exchange().redirect(Addresses.login(visit.tenant(), visit.attempt()));
  }

  private boolean registers(Visit visit) {
    // Who has an account already comes back from there with this parameter.
    boolean existing = visit.exchange().request().getParameter("existing") != null;
    return visit.state().requirement().create() && !existing && registration(visit).isPresent();
  }

  private Optional<String> registration(Visit visit) {
    return neighbours.registration(visit.tenant(), visit.attempt());
  }

  private String identifier(Visit visit, SubjectRef subject) {
    return people.identifierOf(visit.tenant(), subject).orElse("");
  }
}
