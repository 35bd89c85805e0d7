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
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a browser asks for, or somebody enters, at the step where a sign-in stands. */
@Component(service = LoginSteps.class)
public final class LoginSteps {
  private final LoginPages pages;
  private final LoginCompletion completion;
  private final FlowNeighbours neighbours;
  private final Methods methods;
  private final People people;
  private final Proofs proofs;
  private final Sessions sessions;
  private final Onward onward;
  private final FollowUp followUp;

  @Activate
  public LoginSteps(
      @Reference LoginAttempts attempts,
      @Reference LoginPages pages,
      @Reference LoginCompletion completion,
      @Reference FlowNeighbours neighbours,
      @Reference Methods methods,
      @Reference People people,
      @Reference Proofs proofs,
      @Reference Sessions sessions,
      @Reference FollowingSteps following,
      @Reference LoginJournal journal) {
    this.pages = pages;
    this.completion = completion;
    this.neighbours = neighbours;
    this.methods = methods;
    this.people = people;
    this.proofs = proofs;
    this.sessions = sessions;
    this.onward = new Onward(attempts, pages, completion, methods, proofs, following);
    this.followUp = new FollowUp(pages, completion, journal, following, people, onward);
  }

  /** Shows where the sign-in stands, or leads where one of its links does. */
  void open(Visit visit) throws IOException {
    var request = visit.exchange().request();
    if (request.getParameter("cancel") != null) {
      completion.leave(visit, Addresses.cancelled(visit.state().returnTo()));
    } else if (request.getParameter("switch") != null) {
      onward.anew(visit);
    } else if (request.getParameter(AuthenticationMethod.LINK) != null) {
      byLink(
          visit, request.getParameter("method"), request.getParameter(AuthenticationMethod.LINK));
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

  /** Whether somebody is signed in there. */
  boolean signedIn(Exchange exchange) {
    return sessions.current(exchange.tenant(), exchange.view()).isPresent();
  }

  /** Shows where the sign-in stands. */
  void show(Visit visit) throws IOException {
    var state = visit.state();
    var session = sessions.current(visit.tenant(), visit.view());
    if (completion.over(visit, session)) {
      pages.over(visit.exchange(), 400, "session_expired"); // they went back to one of its pages
    } else if (state.after().isPresent()) {
      followUp.show(visit, state.after().get(), session);
    } else if (state.choosing() && session.isPresent()) {
      pages.chooseAccount(visit, session.get(), identifier(visit, session.get().subject()));
    } else if (session.filter(s -> Standing.done(s, state)).isPresent()) {
      followUp.stay(visit, session.get());
    } else if (step(visit).filter(step -> !step.away()).isPresent()) {
      pages.step(visit, methods.others(visit.tenant(), visit.state()));
    } else if (state.subject().isPresent()) {
      onward.decide(visit);
    } else if (registers(visit)) {
      visit.exchange().redirect(visit.exchange().baseUrl() + registration(visit).orElseThrow());
    } else if (Standing.known(state, session).isPresent()) {
      var who = Standing.known(state, session).get();
      onward.next(visit, Standing.stepUp(state, session, who, identifier(visit, who)));
    } else {
      onward.identifier(visit, 200, Optional.empty());
    }
  }

  /** The person entered something. */
  void enter(Visit visit) throws IOException {
    switch (visit.field("step").orElse("prove")) {
      case "identify" -> identify(visit);
      case "choose" -> choose(visit, visit.field("method").orElse(""));
      case "stay" -> stay(visit);
      case "follow" -> follow(visit);
      default -> prove(visit);
    }
  }

  private void identify(Visit visit) throws IOException {
    var entered = visit.field("identifier").orElse("").strip();
    var objection = People.objection(entered);
    if (objection.isPresent()) {
      onward.identifier(visit, LoginPages.REFUSED, objection);
      return;
    }
    var subject = people.named(visit.tenant(), entered);
    onward.next(visit, visit.state().identified(entered, subject));
  }

  private void choose(Visit visit, String name) throws IOException {
    if (visit.state().subject().isEmpty()
        || !methods.offered(visit.tenant(), visit.state()).contains(name)) {
      throw Problem.invalidRequest("There is no such way to sign in here.");
    }
    onward.begin(visit, visit.state(), name);
  }

  /** The person begins with a method that finds out itself who they are. */
  private void byWay(Visit visit, String name, String way) throws IOException {
    var ways = methods.ways(visit.tenant()).getOrDefault(name, List.of());
    if (ways.stream().noneMatch(known -> known.id().equals(way))) {
      throw Problem.invalidRequest("There is no such way to sign in here.");
    }
    var memory = Map.of(AuthenticationMethod.WAY, way);
    onward.lead(visit, proofs.begin(visit, visit.state().nobody(), name, memory));
  }

  /** The person opened a link that a method sent them, which says who they are. */
  private void byLink(Visit visit, String name, String link) throws IOException {
    if (name == null || !methods.knows(visit.tenant(), name, link)) {
      throw Problem.invalidRequest("There is no such way to sign in here.");
    }
    var memory = Map.of(AuthenticationMethod.LINK, link);
    onward.lead(visit, proofs.begin(visit, visit.state().nobody(), name, memory));
  }

  /** The browser comes back from where a method sent it. */
  private void returned(Visit visit, String answer) throws IOException {
    var step = step(visit).filter(MethodStep::away);
    if (step.isEmpty()) {
      onward.again(visit, visit.state());
      return;
    }
    var input = Map.of(AuthenticationMethod.ANSWER, answer);
    onward.lead(visit, proofs.prove(visit, visit.state(), step.get(), input));
  }

  /** The person stays who they are signed in as. */
  private void stay(Visit visit) throws IOException {
    var state = visit.state();
    var session = sessions.current(visit.tenant(), visit.view());
    if (session.isEmpty()) {
      onward.anew(visit);
    } else if (Requirements.met(session.get(), state.requirement())) {
      followUp.stay(visit, session.get());
    } else {
      var who = session.get().subject();
      onward.next(visit, Standing.stepUp(state, session, who, identifier(visit, who)));
    }
  }

  private void follow(Visit visit) throws IOException {
    var after = visit.state().after().filter(steps -> steps.shown().isPresent());
    if (after.isPresent()) {
      followUp.enter(visit, after.get(), sessions.current(visit.tenant(), visit.view()));
    } else {
      onward.again(visit, visit.state());
    }
  }

  private void prove(Visit visit) throws IOException {
    var step = step(visit);
    if (step.isEmpty()) {
      onward.again(visit, visit.state());
      return;
    }
    onward.lead(visit, proofs.prove(visit, visit.remembering(), step.get(), visit.input()));
  }

  /** The step that is under way, unless people may not sign in by its method any more. */
  private Optional<MethodStep> step(Visit visit) {
    return visit.state().step().filter(step -> methods.permitted(visit.tenant(), step.method()));
  }

  private boolean registers(Visit visit) {
    // Who has an account already comes back from there with this parameter.
    boolean existing = visit.exchange().request().getParameter("existing") != null;
    return visit.state().requirement().create() && !existing && registration(visit).isPresent();
  }

  private Optional<String> registration(Visit visit) {
    return neighbours.registration(visit);
  }

  private String identifier(Visit visit, SubjectRef subject) {
    return people.identifierOf(visit.tenant(), subject).orElse("");
  }
}
