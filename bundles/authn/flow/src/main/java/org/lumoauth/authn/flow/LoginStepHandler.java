/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginState.LoginMethodStep;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Handles requests and input for the current step of a sign-in. */
@Component(service = LoginStepHandler.class)
public final class LoginStepHandler {
  private final LoginPageRenderer pages;
  private final LoginCompletionService completion;
  private final LoginOptionalModuleLookup neighbours;
  private final EnabledAuthenticationMethodRegistry methods;
  private final LoginSubjectResolver people;
  private final AuthenticationMethodRunner proofs;
  private final SessionService sessions;
  private final LoginNavigator onward;
  private final PostLoginStepHandler followUp;

  @Activate
  public LoginStepHandler(
      @Reference LoginAttemptStore attempts,
      @Reference LoginPageRenderer pages,
      @Reference LoginCompletionService completion,
      @Reference LoginOptionalModuleLookup neighbours,
      @Reference EnabledAuthenticationMethodRegistry methods,
      @Reference LoginSubjectResolver people,
      @Reference AuthenticationMethodRunner proofs,
      @Reference SessionService sessions,
      @Reference PostLoginStepRegistry following,
      @Reference LoginAudit journal) {
    this.pages = pages;
    this.completion = completion;
    this.neighbours = neighbours;
    this.methods = methods;
    this.people = people;
    this.proofs = proofs;
    this.sessions = sessions;
    this.onward = new LoginNavigator(attempts, pages, completion, methods, proofs, following);
    this.followUp = new PostLoginStepHandler(pages, completion, journal, following, people, onward);
  }

  /** Shows the current step, or follows one of its links. */
  public void open(LoginPageRequest visit) throws IOException {
    var request = visit.exchange().request();
    if (request.getParameter("cancel") != null) {
      completion.abandon(visit, LoginUrls.cancelled(visit.state().returnTo()));
    } else if (request.getParameter("switch") != null) {
      onward.restart(visit);
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

  /** Returns whether the browser has a session. */
  public boolean isSignedIn(HttpExchange exchange) {
    return sessions.findCurrent(exchange.tenant(), exchange.view()).isPresent();
  }

  /** Shows the current step. */
  public void show(LoginPageRequest visit) throws IOException {
    var state = visit.state();
    var session = sessions.findCurrent(visit.tenant(), visit.view());
    if (completion.isCompleted(visit, session)) {
      pages.renderError(
          visit.exchange(), 400, "session_expired"); // The user navigated back to one of its pages.
    } else if (state.after().isPresent()) {
      followUp.show(visit, state.after().get(), session);
    } else if (state.choosing() && session.isPresent()) {
      pages.renderAccountChoice(visit, session.get(), identifier(visit, session.get().subject()));
    } else if (session.filter(s -> ExistingSessionPolicy.isSatisfied(s, state)).isPresent()) {
      followUp.continueSession(visit, session.get());
    } else if (step(visit).filter(step -> !step.away()).isPresent()) {
      pages.renderStep(visit, methods.findAlternatives(visit.tenant(), visit.state()));
    } else if (state.subject().isPresent()) {
      onward.showMethodChoice(visit);
    } else if (registers(visit)) {
      visit.exchange().redirect(visit.exchange().baseUrl() + registration(visit).orElseThrow());
    } else if (ExistingSessionPolicy.knownSubject(state, session).isPresent()) {
      var who = ExistingSessionPolicy.knownSubject(state, session).get();
      onward.showFirstForm(
          visit, ExistingSessionPolicy.stepUp(state, session, who, identifier(visit, who)));
    } else {
      onward.showIdentifierForm(visit, 200, Optional.empty());
    }
  }

  /** Processes submitted input. */
  public void submit(LoginPageRequest visit) throws IOException {
    switch (visit.field("step").orElse("prove")) {
      case "identify" -> identify(visit);
      case "choose" -> choose(visit, visit.field("method").orElse(""));
      case "stay" -> stay(visit);
      case "follow" -> follow(visit);
      default -> prove(visit);
    }
  }

  private void identify(LoginPageRequest visit) throws IOException {
    var entered = visit.field("identifier").orElse("").strip();
    var objection = LoginSubjectResolver.objection(entered);
    if (objection.isPresent()) {
      onward.showIdentifierForm(visit, LoginPageRenderer.REFUSED, objection);
      return;
    }
    var subject = people.resolve(visit.tenant(), entered);
    onward.showFirstForm(visit, visit.state().identified(entered, subject));
  }

  private void choose(LoginPageRequest visit, String name) throws IOException {
    if (visit.state().subject().isEmpty()
        || !methods.findOffered(visit.tenant(), visit.state()).contains(name)) {
      throw ApiException.invalidRequest("The sign-in option does not exist or is not enabled.");
    }
    onward.begin(visit, visit.state(), name);
  }

  /** Begins a method that identifies the user itself. */
  private void byWay(LoginPageRequest visit, String name, String way) throws IOException {
    var ways = methods.ways(visit.tenant()).getOrDefault(name, List.of());
    if (ways.stream().noneMatch(known -> known.id().equals(way))) {
      throw ApiException.invalidRequest("The sign-in option does not exist or is not enabled.");
    }
    var memory = Map.of(AuthenticationMethod.WAY, way);
    onward.handleOutcome(visit, proofs.begin(visit, visit.state().nobody(), name, memory));
  }

  /** Begins a method with a link that it sent to the user, which identifies the user. */
  private void byLink(LoginPageRequest visit, String name, String link) throws IOException {
    if (name == null || !methods.isOwnLink(visit.tenant(), name, link)) {
      throw ApiException.invalidRequest("The sign-in option does not exist or is not enabled.");
    }
    var memory = Map.of(AuthenticationMethod.LINK, link);
    onward.handleOutcome(visit, proofs.begin(visit, visit.state().nobody(), name, memory));
  }

  /** Continues after the browser returned from a redirect of a method. */
  private void returned(LoginPageRequest visit, String answer) throws IOException {
    var step = step(visit).filter(LoginMethodStep::away);
    if (step.isEmpty()) {
      onward.saveAndShow(visit, visit.state());
      return;
    }
    var input = Map.of(AuthenticationMethod.ANSWER, answer);
    onward.handleOutcome(visit, proofs.verify(visit, visit.state(), step.get(), input));
  }

  /** Continues with the signed-in account. */
  private void stay(LoginPageRequest visit) throws IOException {
    var state = visit.state();
    var session = sessions.findCurrent(visit.tenant(), visit.view());
    if (session.isEmpty()) {
      onward.restart(visit);
    } else if (SignInRequirementCheck.isMet(session.get(), state.requirement())) {
      followUp.continueSession(visit, session.get());
    } else {
      var who = session.get().subject();
      onward.showFirstForm(
          visit, ExistingSessionPolicy.stepUp(state, session, who, identifier(visit, who)));
    }
  }

  private void follow(LoginPageRequest visit) throws IOException {
    var after = visit.state().after().filter(steps -> steps.shown().isPresent());
    if (after.isPresent()) {
      followUp.submit(visit, after.get(), sessions.findCurrent(visit.tenant(), visit.view()));
    } else {
      onward.saveAndShow(visit, visit.state());
    }
  }

  private void prove(LoginPageRequest visit) throws IOException {
    var step = step(visit);
    if (step.isEmpty()) {
      onward.saveAndShow(visit, visit.state());
      return;
    }
    onward.handleOutcome(
        visit, proofs.verify(visit, visit.remembering(), step.get(), visit.input()));
  }

  /** Returns the current step, unless its method is no longer allowed. */
  private Optional<LoginMethodStep> step(LoginPageRequest visit) {
    return visit.state().step().filter(step -> methods.isPermitted(visit.tenant(), step.method()));
  }

  private boolean registers(LoginPageRequest visit) {
    // The registration page adds this parameter for users who already have an account.
    boolean existing = visit.exchange().request().getParameter("existing") != null;
    return visit.state().requirement().create() && !existing && registration(visit).isPresent();
  }

  private Optional<String> registration(LoginPageRequest visit) {
    return neighbours.registrationUrl(visit);
  }

  private String identifier(LoginPageRequest visit, SubjectRef subject) {
    return people.identifierOf(visit.tenant(), subject).orElse("");
  }
}
