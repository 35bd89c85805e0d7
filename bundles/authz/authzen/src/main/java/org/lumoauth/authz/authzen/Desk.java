package org.lumoauth.authz.authzen;

import static org.lumoauth.api.authz.Vote.Outcome.FAILED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes questions to the authorization service. Somebody who is disabled or unknown may do nothing;
 * a subject of a type that is kept elsewhere, as {@code device}, is a matter of the models.
 */
@Component(service = Desk.class)
public final class Desk {

  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final Set<String> KEPT_HERE =
      Set.of(SubjectRef.USER, SubjectRef.AGENT, SubjectRef.CLIENT, SubjectRef.API_KEY);

  private final AuthorizationService authorization;
  private final Subjects subjects;
  private final SubjectNames names;
  private final Extensions extensions;

  @Activate
  public Desk(
      @Reference AuthorizationService authorization,
      @Reference Subjects subjects,
      @Reference SubjectNames names,
      @Reference Extensions extensions) {
    this.authorization = authorization;
    this.subjects = subjects;
    this.names = names;
    this.extensions = extensions;
  }

  AuthorizationService authorization() {
    return authorization;
  }

  /**
   * About whom an entity asks.
   *
   * @throws Problem 403 if it is somebody else, and the caller may not ask about others
   */
  Party party(Exchange exchange, Entity entity) {
    var caller = exchange.caller();
    var subject = names.resolve(exchange.tenant(), entity.type(), entity.id().orElseThrow());
    if (subject.equals(caller.subject())) {
      return new Party(subject, caller.actors(), Optional.of(caller.scope()), false);
    }
    requireOthers(exchange);
    return new Party(subject, List.of(), Optional.empty(), true);
  }

  /**
   * @throws Problem 403 if the caller may not ask about others
   */
  void requireOthers(Exchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (Problem problem) {
      throw problem.status() == FORBIDDEN ? notAboutOthers() : problem;
    }
  }

  /** Whether the caller may be told why something is denied. */
  boolean mayBeToldWhy(Exchange exchange) {
    try {
      exchange.require(SystemPermissions.POLICIES_VIEW);
      return true;
    } catch (Problem problem) {
      if (problem.status() == FORBIDDEN) {
        return false;
      }
      throw problem;
    }
  }

  /**
   * A decision, and what modules say of a denial.
   *
   * @param decision the decision
   * @param context what they add to it; empty for a permission
   */
  record Decided(Decision decision, Map<String, Object> context) {}

  /** Decides one question. */
  Decided decide(Exchange exchange, Evaluation evaluation) {
    var party = party(exchange, evaluation.subject());
    var tenant = exchange.tenant();
    if (!mayAct(tenant, party)) {
      return new Decided(inactive(party.subject()), Map.of());
    }
    var permission = evaluation.action().permission(evaluation.resource().type());
    var question = party.question(permission, evaluation.asked(), evaluation.known());
    var decision = authorization.decide(tenant, question);
    return new Decided(
        decision,
        decision.permitted()
            ? Map.of()
            : extensions.context(exchange, evaluation, question, decision));
  }

  /** What came of one of several questions. */
  enum Judgement {
    PERMITTED,
    DENIED,
    /** A model could not answer, as for want of a value of the context. */
    UNDECIDED,
    /** There was no time to decide it. */
    LATE
  }

  /** What comes of each question, in order. */
  List<Judgement> judged(TenantContext tenant, List<Question> questions, List<Party> parties) {
    var asked = new ArrayList<Question>();
    var places = new int[questions.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = mayAct(tenant, parties.get(i)) ? asked.size() : -1;
      if (places[i] >= 0) {
        asked.add(questions.get(i));
      }
    }
    var decisions = authorization.decideAll(tenant, asked);
    var judged = new ArrayList<Judgement>(places.length);
    for (int place : places) {
      judged.add(place < 0 ? Judgement.DENIED : judgement(decisions.get(place)));
    }
    return judged;
  }

  /**
   * What comes of each question, in order, all of them in time.
   *
   * @throws Problem 503 if that takes too long
   */
  List<Judgement> judgedInTime(
      TenantContext tenant, List<Question> questions, List<Party> parties) {
    var judged = judged(tenant, questions, parties);
    if (judged.contains(Judgement.LATE)) {
      throw tooSlow();
    }
    return judged;
  }

  static Problem tooSlow() {
    return new Problem(UNAVAILABLE, "search_too_slow", "The search took too long; ask for less.");
  }

  private static Judgement judgement(Decision decision) {
    if (decision.permitted()) {
      return Judgement.PERMITTED;
    }
    String code = decision.reason().code();
    if (code.equals(AuthorizationService.OUT_OF_TIME)) {
      return Judgement.LATE;
    }
    boolean failed =
        decision.votes().stream()
            .map(Decision.ModelVote::vote)
            .anyMatch(vote -> vote.outcome() == FAILED && vote.reason().code().equals(code));
    return failed ? Judgement.UNDECIDED : Judgement.DENIED;
  }

  /** A subject that was found, as somebody else. */
  Party found(TenantContext tenant, String type, String id) {
    return new Party(names.resolve(tenant, type, id), List.of(), Optional.empty(), true);
  }

  boolean mayAct(TenantContext tenant, Party party) {
    return !party.other()
        || !KEPT_HERE.contains(party.subject().type())
        || subjects.status(tenant, party.subject()) == SubjectStatus.ENABLED;
  }

  private static Problem notAboutOthers() {
    return new Problem(
        FORBIDDEN,
        "insufficient_permissions",
        "Asking about somebody else needs the permission authz.check or the scope authz:check.");
  }

  private static Decision inactive(SubjectRef subject) {
    return new Decision(
        false,
        Reason.of(
            "subject_not_active",
            "There is no enabled subject " + subject + " here.",
            Map.of("subject", subject.toString())),
        Optional.of("Ask about a subject that exists and is enabled."),
        List.of(),
        Duration.ZERO);
  }
}
