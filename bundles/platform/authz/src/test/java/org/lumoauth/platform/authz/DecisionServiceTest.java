package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.authz.Setup.deny;
import static org.lumoauth.platform.authz.Setup.permit;
import static org.lumoauth.platform.authz.Setup.silent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

class DecisionServiceTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  private static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");
  private static final SubjectRef TASK = new SubjectRef("agent_task", "agent:robot:task:task_1");
  private static final Question ASKED = Question.of(ALICE, "documents.read");

  private final Setup setup = new Setup();

  @Test
  void permitsWhatOneModelPermitsAndNoneDenies() {
    setup.with("a", silent(null)).with("b", permit());

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void deniesWhatOneModelDeniesThoughOthersPermit() {
    setup.with("a", permit()).with("b", deny("outside")).with("c", permit());

    var decision = decide(ASKED);

    assertFalse(decision.permitted());
    assertEquals("outside", decision.reason().code());
  }

  @Test
  void deniesWhenNoModelHasAnythingToSay() {
    setup.with("a", silent(null));

    var decision = decide(ASKED);

    assertFalse(decision.permitted());
    assertEquals("default_deny", decision.reason().code());
  }

  @Test
  void deniesWhenThereIsNoModel() {
    assertEquals("default_deny", decide(ASKED).reason().code());
  }

  @Test
  void tellsOnADefaultDenialEveryWayToBeAllowed() {
    setup.with("a", silent("Do this.")).with("b", silent("Do that.")).with("c", silent("Do this."));

    assertEquals(Optional.of("Do this. Or: Do that."), decide(ASKED).remedy());
  }

  @Test
  void tellsTheDenyingModelsRemedyFirst() {
    setup.with("a", silent("Do this.")).with("b", deny("outside"));

    assertEquals(Optional.of("Ask for less."), decide(ASKED).remedy());
  }

  @Test
  void givesEveryVoteAsWhatTheDecisionRestsOn() {
    setup.with("a", permit()).with("b", silent(null));

    var bySubject = decide(ASKED).reason().because();

    assertEquals(List.of("subject_permitted"), codes(bySubject));
    assertEquals(List.of("granted", "nothing", "no_credential"), codes(bySubject.get(0).because()));
  }

  @Test
  void explainsTheSubjectAndEachActorByItself() {
    setup.with(
        "a", (tenant, question) -> question.subject().equals(ROBOT) ? deny("outside") : permit());

    var bySubject = decide(aliceThrough(ROBOT)).reason().because();

    assertEquals(List.of("subject_permitted", "subject_denied"), codes(bySubject));
    assertEquals(
        Map.of("subject", ROBOT.toString(), "rule", "deny-overrides", "decidedBy", "outside"),
        bySubject.get(1).facts());
  }

  private static List<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).toList();
  }

  @Test
  void deniesAndNamesAModelThatThrows() {
    setup.with("good", permit()).with("bad", throwing());

    assertFailure("exception", decide(ASKED));
  }

  @Test
  void deniesAndNamesAnInlineModelThatThrows() {
    setup.inline("bad").with("good", permit()).with("bad", throwing());

    assertFailure("exception", decide(ASKED));
  }

  @Test
  void deniesAndNamesAnInlineModelThatLostAClass() {
    setup
        .inline("bad")
        .with("good", permit())
        .with(
            "bad",
            (tenant, question) -> {
              throw new NoClassDefFoundError("gone");
            });

    assertFailure("exception", decide(ASKED));
  }

  @Test
  void deniesAndNamesAModelThatGivesNoVote() {
    setup.with("good", permit()).with("bad", (tenant, question) -> null);

    assertFailure("no_vote", decide(ASKED));
  }

  @Test
  void deniesAndNamesAnInlineModelThatGivesNoVote() {
    setup.inline("bad").with("good", permit()).with("bad", (tenant, question) -> null);

    assertFailure("no_vote", decide(ASKED));
  }

  @Test
  void deniesOnAVoteThatSaysItFailed() {
    var failed = new Vote(Vote.Outcome.FAILED, Reason.of("x", "x", Map.of()), Optional.empty());
    setup.with("good", permit()).with("bad", failed);

    assertFalse(decide(ASKED).permitted());
  }

  @Test
  void judgesTheOriginatingSubjectAndTheActor() {
    setup.with("only-alice", permitting(ALICE));

    assertFalse(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void neverPermitsBecauseTheActorAloneMay() {
    setup.with("only-robot", permitting(ROBOT));

    assertFalse(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void permitsWhenSubjectAndActorBothMay() {
    setup.with("all", permit());

    assertTrue(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void judgesForWhomATaskIsDoneToo() {
    setup.with("a", permitting(TASK, ROBOT)).with("b", silent(null)).actingFor(TASK.type(), ALICE);

    var decision = decide(byTask());

    assertFalse(decision.permitted());
    assertEquals("default_deny", decision.reason().code());
    assertEquals(
        List.of("subject_permitted", "subject_denied", "subject_permitted"),
        codes(decision.reason().because()));
    assertEquals(ALICE.toString(), decision.reason().because().get(1).facts().get("subject"));
  }

  @Test
  void permitsATaskWhatForWhomItIsDoneMayToo() {
    setup.with("a", permitting(TASK, ALICE, ROBOT)).actingFor(TASK.type(), ALICE);

    assertTrue(decide(byTask()).permitted());
  }

  @Test
  void decidesNothingAboutATaskWhileNobodyKnowsForWhomItIs() {
    setup.with("a", permit());
    setup.registry.lacking(SubjectSource.class, TASK.type(), "agents-jit");

    assertAbsent("agents-jit", byTask());
  }

  private static Question byTask() {
    return new Question(
        TASK, List.of(ROBOT), "documents.read", Optional.empty(), Map.of(), Optional.empty());
  }

  @Test
  void asksModelsAboutOneSubjectAtATime() {
    setup.with(
        "alone", (tenant, question) -> question.actors().isEmpty() ? permit() : deny("not_alone"));

    assertTrue(decide(aliceThrough(ROBOT)).permitted());
  }

  @Test
  void refusesAChainOfActorsThatIsTooLong() {
    setup.with("all", permit());
    var chain = Collections.nCopies(Judge.MAX_ACTORS + 1, ROBOT);

    assertEquals("too_many_actors", decide(aliceThrough(chain)).reason().code());
  }

  @Test
  void decidesNothingAboutAgentsWhileTheModelOfTheirCeilingIsAbsent() {
    setup.requiring("agent=agents-capability").with("rbac", permit());

    assertAbsent("agents-capability", Question.of(ROBOT, "documents.read"));
  }

  @Test
  void decidesNothingAboutAUserWhoseActorsCeilingIsAbsent() {
    setup.requiring("agent=agents-capability").with("rbac", permit());

    assertAbsent("agents-capability", aliceThrough(ROBOT));
  }

  @Test
  void decidesNothingWhileAModelLacksAModuleThatItNeeds() {
    setup
        .with("rbac", permit())
        .with(
            "agents-capability",
            (tenant, question) -> {
              throw Problem.moduleUnavailable("agents-registry");
            });

    assertAbsent("agents-registry", ASKED);
  }

  @Test
  void decidesNothingWhileAModelThatIsAskedHereLacksAModuleThatItNeeds() {
    setup
        .inline("agents-capability")
        .with(
            "agents-capability",
            (tenant, question) -> {
              throw Problem.moduleUnavailable("agents-registry");
            });

    assertAbsent("agents-registry", ASKED);
  }

  @Test
  void deniesNothingByDefaultWhileAModelThatMightPermitIsAway() {
    setup.with("other", silent(null)).lacking("rbac", "authz-rbac");

    assertAbsent("authz-rbac", ASKED);
  }

  @Test
  void missesAModelThatWorksAgainOnceItCouldNotBeAsked() {
    setup.with("other", permit());
    setup.registry.recovering(
        AuthorizationModel.class, "limits", "authz-limits", (tenant, question) -> deny("limited"));

    assertAbsent("authz-limits", ASKED);
    assertEquals("limited", decide(ASKED).reason().code());
  }

  @Test
  void missesAModelThatCouldNotBeAskedThoughItWasNeverAway() {
    setup.with("other", permit());
    setup.registry.stumbling(
        AuthorizationModel.class, "limits", (tenant, question) -> deny("limited"));

    assertAbsent("limits", ASKED);
    assertEquals("limited", decide(ASKED).reason().code());
  }

  @Test
  void givesTheModelsBackWhereItIsNotKnownWhichAreMissed() {
    var broken = new Broken();

    assertThrows(IllegalStateException.class, () -> new Panel(broken));
    assertEquals(0, broken.open);
  }

  /** Holds one model, and cannot say what the one was that it lacks. */
  private static final class Broken implements Providers<AuthorizationModel> {
    private int open;

    @Override
    public Optional<Lease<AuthorizationModel>> acquire(String name) {
      return Optional.empty();
    }

    @Override
    public List<Lease<AuthorizationModel>> acquireAll() {
      open++;
      return List.of(
          new Lease<>() {
            @Override
            public AuthorizationModel get() {
              return (tenant, question) -> permit();
            }

            @Override
            public String name() {
              return "here";
            }

            @Override
            public void close() {
              open--;
            }
          });
    }

    @Override
    public Set<String> names() {
      return Set.of("here");
    }

    @Override
    public Map<String, String> away() {
      return Map.of("gone", "module");
    }

    @Override
    public Map<String, Object> lastProperties(String name) {
      throw new IllegalStateException("no properties");
    }

    @Override
    public void close() {}
  }

  @Test
  void decidesNothingWithoutForWhomATaskIsWhenWhoKnowsWorksAgain() {
    setup.with("a", permit()).actingFor(TASK.type(), new SubjectRef(SubjectRef.USER, "usr_ada"));
    var tasks = setup.registry.follow(SubjectSource.class).acquire(TASK.type()).orElseThrow();
    setup.registry.recovering(SubjectSource.class, TASK.type(), "agents-jit", tasks.get());

    assertEquals(
        3, decide(byTask()).votes().stream().map(Decision.ModelVote::subject).distinct().count());
  }

  @Test
  void deniesByDefaultWhenAModelHasGoneForGood() {
    setup.with("other", silent(null));

    assertEquals("default_deny", decide(ASKED).reason().code());
  }

  @Test
  void permitsWhatAnotherModelPermitsWhileOneIsAwayThatNeverDenies() {
    setup.with("other", permit()).lacking("rbac", "authz-rbac").neverDenying("rbac");

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void permitsWhatAnotherModelPermitsWhileOneIsAwayThatSaidThatItNeverDenies() {
    setup
        .with("other", permit())
        .lacking("approved", "approvals", Map.of(AuthorizationModel.NEVER_DENIES, true));

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void missesAModelOnlyForTheSubjectsOfWhichItSaidThatItSpeaks() {
    Map<String, Object> ofUsers =
        Map.of(AuthorizationModel.SUBJECTS, new String[] {"martian", ASKED.subject().type()});
    setup
        .with("other", permit())
        .lacking("tasks", "jit", Map.of(AuthorizationModel.SUBJECTS, "agent_task"));
    assertTrue(decide(ASKED).permitted());

    setup.lacking("theirs", "limits", ofUsers);

    assertAbsent("limits", ASKED);
  }

  @Test
  void missesAModelOnlyWhereTheQuestionBringsWhatItSpeaksOf() {
    Map<String, Object> declared =
        Map.of(AuthorizationModel.NEVER_DENIES, true, AuthorizationModel.CONTEXT, "approval");
    setup.with("other", silent(null)).lacking("approved", "approvals", declared);
    assertEquals("default_deny", decide(ASKED).reason().code());

    assertAbsent(
        "approvals",
        new Question(
            ASKED.subject(),
            List.of(),
            ASKED.action(),
            ASKED.resource(),
            Map.of("approval", Map.of("id", "apr_1")),
            Optional.empty()));
  }

  @Test
  void asksAModelOnlyWhatItSaidThatItSpeaksOf() {
    Map<String, Object> ofUsers = Map.of(AuthorizationModel.SUBJECTS, ASKED.subject().type());
    Map<String, Object> ofTasks = Map.of(AuthorizationModel.SUBJECTS, "agent_task");
    Map<String, Object> ofApprovals = Map.of(AuthorizationModel.CONTEXT, "approval");
    AuthorizationModel never =
        (tenant, question) -> {
          throw new AssertionError("asked");
        };
    setup
        .with("of-users", (tenant, question) -> permit(), ofUsers)
        .with("of-tasks", never, ofTasks)
        .with("of-approvals", never, ofApprovals);

    Decision decision = decide(ASKED);

    assertTrue(decision.permitted());
    assertEquals(
        List.of("not_concerned", "not_concerned"),
        decision.votes().stream()
            .filter(vote -> vote.model().startsWith("of-") && !vote.model().equals("of-users"))
            .map(vote -> vote.vote().reason().code())
            .toList());
  }

  @Test
  void believesNothingThatAModelDoesNotSayClearly() {
    setup
        .with("other", permit())
        .lacking(
            "unclear",
            "limits",
            Map.of(
                AuthorizationModel.NEVER_DENIES,
                "yes",
                AuthorizationModel.SUBJECTS,
                7,
                AuthorizationModel.CONTEXT,
                new String[] {"approval", "task"}));

    assertAbsent("limits", ASKED);
  }

  @Test
  void permitsNothingWhileAModelIsAwayThatMightDeny() {
    setup.with("rbac", permit()).lacking("abac", "authz-abac").neverDenying("rbac");

    assertAbsent("authz-abac", ASKED);
  }

  @Test
  void deniesWhatAnotherModelDeniesWhileOneIsAway() {
    setup.with("other", deny("forbidden")).lacking("rbac", "authz-rbac");

    assertEquals("forbidden", decide(ASKED).reason().code());
  }

  @Test
  void namesTheModuleOfARequiredModelThatIsAway() {
    setup.requiring("user=rbac").lacking("rbac", "authz-rbac");

    assertAbsent("authz-rbac", ASKED);
  }

  @Test
  void deniesWhenAModelFailsForAnotherReason() {
    setup.with(
        "rbac",
        (tenant, question) -> {
          throw new Problem(503, "database_unavailable", "The database does not answer.");
        });

    var decision = decide(ASKED);

    assertFalse(decision.permitted());
    assertEquals("model_failed", decision.reason().code());
  }

  @Test
  void readsListsAsConfigurationFilesWriteThem() {
    setup.requiring("user=rbac, agent=agents-capability").with("rbac", permit());

    assertTrue(decide(ASKED).permitted());
    assertAbsent("agents-capability", Question.of(ROBOT, "documents.read"));
  }

  @Test
  void decidesAboutOthersWhileTheModelOfTheAgentsCeilingIsAbsent() {
    setup.requiring("agent=agents-capability").with("rbac", permit());

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void takesAModelIntoAccountFromTheNextQuestionOn() {
    setup.with("a", permit());
    var service = setup.service();
    service.decide(ACME, ASKED);
    setup.with("b", deny("new"));

    assertFalse(service.decide(ACME, ASKED).permitted());
  }

  @Test
  void letsGoOfEveryModelAfterTheDecision() {
    setup.inline("a").with("a", permit()).with("b", throwing());

    decide(aliceThrough(ROBOT));

    assertEquals(0, setup.registry.openLeases());
  }

  @Test
  void decidesManyAsItDecidesEach() {
    setup.with("only-alice", permitting(ALICE));
    var service = setup.service();
    var questions = List.of(ASKED, Question.of(ROBOT, "documents.read"), ASKED);

    var decisions = service.decideAll(ACME, questions);

    assertEquals(questions.stream().map(q -> service.decide(ACME, q)).toList(), decisions);
  }

  private void assertAbsent(String module, Question question) {
    var refusal = assertThrows(Problem.class, () -> decide(question));
    assertEquals("module_unavailable", refusal.code());
    assertEquals(module, refusal.details().get("module"));
  }

  private Decision decide(Question question) {
    return setup.service().decide(ACME, question);
  }

  private static Question aliceThrough(SubjectRef actor) {
    return aliceThrough(List.of(actor));
  }

  private static Question aliceThrough(List<SubjectRef> actors) {
    return new Question(
        ALICE, actors, "documents.read", Optional.empty(), Map.of(), Optional.empty());
  }

  private static AuthorizationModel permitting(SubjectRef... subjects) {
    return (tenant, question) ->
        List.of(subjects).contains(question.subject()) ? permit() : silent(null);
  }

  private static AuthorizationModel throwing() {
    return (tenant, question) -> {
      throw new IllegalStateException("broken");
    };
  }

  private static void assertFailure(String problem, Decision decision) {
    assertFalse(decision.permitted());
    assertEquals("model_failed", decision.reason().code());
    assertEquals(Map.of("model", "bad", "problem", problem), decision.reason().facts());
  }
}
