package org.lumoauth.authz.authzen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authz.SearchCandidates;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeUserDirectory;

class AuthzenTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  private static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");
  private static final SubjectRef CARL = new SubjectRef(SubjectRef.USER, "usr_carl");
  private static final Caller PEP =
      new Caller(
          new SubjectRef(SubjectRef.API_KEY, "key_1"),
          List.of(),
          Optional.of(ACME.id()),
          Optional.empty(),
          Set.of("authz:check"),
          CredentialKind.API_KEY,
          "key_1");
  private static final Map<String, Object> DOCUMENT = Map.of("type", "document", "id", "7");

  private final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, ALICE, "document.read", "document.viewer");
  private final FakeSubjects subjects = new FakeSubjects().with(ACME, ALICE).with(ACME, BOB);
  private final FakeUserDirectory users = new FakeUserDirectory();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final Extensions extensions = new Extensions(registry);
  private final Desk desk = new Desk(authorization, subjects, new SubjectNames(users), extensions);
  private final FakeRelations fake = new FakeRelations();
  private final Relations relations = fake.install(new Relations());

  @Test
  void asksForThePermissionOfTheResourcesType() throws IOException {
    assertTrue(evaluate(question(ALICE, "read")).decision());

    var asked = authorization.asked().get(0);
    assertEquals("document.read", asked.action());
    assertEquals("7", asked.resource().orElseThrow().id());
    assertEquals(Optional.empty(), asked.credentialScope());
  }

  @Test
  void takesANameWithADotAsThePermissionItself() throws IOException {
    evaluate(question(ALICE, "files.read"));

    assertEquals("files.read", authorization.asked().get(0).action());
  }

  @Test
  void passesPropertiesAndContextOn() throws IOException {
    var body = question(ALICE, "read");
    body.put("resource", Map.of("type", "document", "id", "7", "properties", Map.of("a", 1)));
    body.put("subject", Map.of("type", "user", "id", "usr_alice", "properties", Map.of("b", 2)));
    body.put("action", Map.of("name", "read", "properties", Map.of("c", 3)));
    body.put("context", Map.of("d", 4));

    evaluate(body);

    var asked = authorization.asked().get(0);
    assertEquals(Map.of("a", 1), asked.resource().orElseThrow().attributes());
    assertEquals(
        Map.of("d", 4, "subject_properties", Map.of("b", 2), "action_properties", Map.of("c", 3)),
        asked.context());
  }

  @Test
  void passesOverMembersThatItDoesNotKnow() throws IOException {
    var body = question(ALICE, "read");
    body.put("extension", List.of(1));

    assertTrue(evaluate(body).decision());
  }

  @Test
  void knowsAUserByAddress() throws IOException {
    var user =
        users.create(
            ACME, new NewUser("carol@example.com", Optional.empty(), Optional.empty(), false));
    var carol = new SubjectRef(SubjectRef.USER, user.id());
    subjects.with(ACME, carol);
    authorization.allow(ACME, carol, "document.read");

    assertTrue(evaluate(question(new SubjectRef("user", "carol@example.com"), "read")).decision());
  }

  @Test
  void deniesSomebodyWhoIsUnknownOrDisabled() throws IOException {
    subjects.disabled(ACME, ALICE);

    assertFalse(evaluate(question(ALICE, "read")).decision());
    assertFalse(evaluate(question(new SubjectRef("user", "usr_nobody"), "read")).decision());
  }

  @Test
  void leavesSubjectsThatAreKeptElsewhereToTheModels() throws IOException {
    var device = new SubjectRef("device", "d1");
    authorization.allow(ACME, device, "document.read");

    assertTrue(evaluate(question(device, "read")).decision());
  }

  @Test
  void tellsWhyToThoseWhoMaySeePolicies() throws IOException {
    var exchange = exchange(question(BOB, "read")).allowed("authz.check");
    handle(new EvaluationEndpoint(desk), exchange);
    assertNull(((Answer) exchange.body()).context());

    exchange = exchange(question(BOB, "read")).allowed("authz.check", "policies.view");
    handle(new EvaluationEndpoint(desk), exchange);
    var context = ((Answer) exchange.body()).context();
    assertEquals("fake_denies", context.get("id"));
    assertEquals(
        Map.of("en", "The test denies document.read. Let the test allow it."),
        context.get("reason_admin"));
  }

  @Test
  void tellsNothingOfAPermit() throws IOException {
    var exchange = exchange(question(ALICE, "read")).allowed("authz.check", "policies.view");

    handle(new EvaluationEndpoint(desk), exchange);

    assertNull(((Answer) exchange.body()).context());
  }

  @Test
  void refusesToTellAboutOthersWithoutTheRight() {
    var problem =
        assertThrows(
            Problem.class,
            () -> handle(new EvaluationEndpoint(desk), exchange(question(ALICE, "read"))));

    assertEquals(403, problem.status());
  }

  @Test
  void answersAboutTheCallerWithinItsCredential() throws IOException {
    var exchange = exchange(question(PEP.subject(), "read"));

    handle(new EvaluationEndpoint(desk), exchange);

    assertEquals(
        Optional.of(Set.of("authz:check")), authorization.asked().get(0).credentialScope());
  }

  @Test
  void refusesWhatIsNoQuestion() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of(),
            without("subject"),
            without("action"),
            without("resource"),
            with("subject", "usr_alice"),
            with("subject", Map.of("id", "usr_alice")),
            with("subject", Map.of("type", "user")),
            with("subject", Map.of("type", "user", "id", 7)),
            with("subject", Map.of("type", "user", "id", "")),
            with("subject", Map.of("type", "user", "id", "x".repeat(513))),
            with("action", Map.of()),
            with("action", Map.of("name", List.of("read"))),
            with("resource", Map.of("type", "document")),
            with("resource", List.of()),
            with("context", "now"))) {
      var problem = assertThrows(Problem.class, () -> evaluate(wrong), wrong::toString);

      assertEquals(400, problem.status(), wrong::toString);
    }
  }

  @Test
  void refusesNoBodyAtAll() {
    assertEquals(400, assertThrows(Problem.class, () -> evaluate(null)).status());
  }

  @Test
  void echoesTheIdOfTheRequest() throws IOException {
    var id = "bfe9eb29-ab87/4ca3 be83";
    var exchange =
        exchange(question(ALICE, "read")).withHeader("X-Request-ID", id).allowed("authz.check");

    handle(new EvaluationEndpoint(desk), exchange);

    assertEquals(id, exchange.responseHeader("X-Request-ID"));
  }

  @Test
  void echoesNoIdThatIsUnfitForAHeader() throws IOException {
    for (String id : List.of("a\r\nSet-Cookie: x=y", "\u00e9", "x".repeat(257), " ")) {
      var exchange =
          exchange(question(ALICE, "read")).withHeader("X-Request-ID", id).allowed("authz.check");

      handle(new EvaluationEndpoint(desk), exchange);

      assertNull(exchange.responseHeader("X-Request-ID"));
    }
  }

  @Test
  void answersSeveralInTheirOrderByTheDefaults() throws IOException {
    assertEquals(List.of(true, false, true), decisions(several(null, "read", "write", "read")));
  }

  @Test
  void endsAtTheFirstDenialWhereThatIsWanted() throws IOException {
    assertEquals(
        List.of(true, false), decisions(several("deny_on_first_deny", "read", "write", "read")));
  }

  @Test
  void endsAtTheFirstPermitWhereThatIsWanted() throws IOException {
    assertEquals(
        List.of(false, true),
        decisions(several("permit_on_first_permit", "write", "read", "read")));
  }

  @Test
  void anErrorOfOneIsADenialInItsPlace() throws IOException {
    var body = several("deny_on_first_deny", "read");
    body.put("evaluations", List.of(Map.of("resource", Map.of("type", "document")), Map.of()));

    var answers = evaluations(body);

    assertEquals(1, answers.size());
    assertFalse(answers.get(0).decision());
    assertEquals(
        Map.of("status", 400, "message", "resource lacks its id."),
        answers.get(0).context().get("error"));
  }

  @Test
  void nullIsNotTakenForTheDefault() throws IOException {
    for (var member : List.of("subject", "action", "resource")) {
      var body = several(null, "read");
      body.put("evaluations", List.of(Collections.singletonMap(member, null)));

      var answers = evaluations(body);

      assertFalse(answers.get(0).decision(), member);
      assertEquals(
          Map.of("status", 400, "message", member + " is an object."),
          answers.get(0).context().get("error"));
    }
  }

  @Test
  void somebodyElseAmongSeveralIsADenialInItsPlaceWithoutTheRight() throws IOException {
    var body = question(PEP.subject(), "read");
    body.put(
        "evaluations",
        List.of(Map.of("subject", Map.of("type", "user", "id", "usr_alice")), Map.of()));
    var exchange = exchange(body);

    handle(new EvaluationsEndpoint(desk), exchange);

    var answers = ((Answer.All) exchange.body()).evaluations();
    assertTrue(answers.get(0).context().get("error").toString().contains("403"));
    assertEquals(2, answers.size());
  }

  @Test
  void withoutEvaluationsItIsOneQuestion() throws IOException {
    var exchange = exchange(question(ALICE, "read")).allowed("authz.check");

    handle(new EvaluationsEndpoint(desk), exchange);

    assertEquals(new Answer(true, null), exchange.body());
  }

  @Test
  void refusesASemanticThatThereIsNotAndTooMany() {
    var many = several(null, Collections.nCopies(101, "read").toArray(String[]::new));

    for (var body : List.of(several("first_wins", "read"), many)) {
      assertEquals(400, assertThrows(Problem.class, () -> evaluations(body)).status());
    }
  }

  @Test
  void findsSubjectsForWhomADecisionSaysYes() throws IOException {
    fake.subjects =
        new Slice<>(
            List.of(RelationSubject.of("user", "usr_alice"), RelationSubject.of("user", "usr_bob")),
            false,
            Optional.of("more"));

    var found = searchSubjects(Map.of("limit", 2));

    assertEquals(List.of(Map.of("type", "user", "id", "usr_alice")), found.results());
    assertEquals("more", found.page().nextToken());
    assertEquals(false, found.page().properties().get("complete"));
    assertEquals(List.of("can_read"), fake.asked);
  }

  @Test
  void saysThatEverybodyIsLeftOut() throws IOException {
    fake.subjects = new Slice<>(List.of(RelationSubject.of("user", "*")), true, Optional.empty());

    var found = searchSubjects(Map.of());

    assertEquals(List.of(), found.results());
    assertEquals(false, found.page().properties().get("complete"));
  }

  @Test
  void findsNobodyWhereThereIsNoModel() throws IOException {
    fake.failure = new RelationException(RelationException.Kind.NO_MODEL, "no model");

    assertEquals(true, searchSubjects(Map.of()).page().properties().get("complete"));
  }

  /** Whom no relation names is found as well, and nobody for whom the decision is no. */
  @Test
  void findsWhomARoleOrAPolicyPermits() throws IOException {
    fake.subjects =
        new Slice<>(List.of(RelationSubject.of("user", ALICE.id())), true, Optional.empty());
    authorization.allow(ACME, BOB, "document.read").allow(ACME, CARL, "document.write");
    subjects.with(ACME, CARL);
    naming(ALICE.id(), BOB.id(), CARL.id(), "usr_nobody");

    var found = searchSubjects(Map.of());

    assertEquals(List.of(user(ALICE), user(BOB)), found.results());
    assertEquals(true, found.page().properties().get("complete"));
  }

  @Test
  void tellsEachOnceThroughAllPages() throws IOException {
    fake.subjects =
        new Slice<>(List.of(RelationSubject.of("user", ALICE.id())), true, Optional.empty());
    authorization.allow(ACME, BOB, "document.read").allow(ACME, CARL, "document.read");
    subjects.with(ACME, CARL);
    naming(ALICE.id(), BOB.id(), CARL.id());
    var told = new ArrayList<Map<String, String>>();
    var page = new HashMap<String, Object>(Map.of("limit", 1));
    for (int i = 0; i < 10; i++) {
      var found = searchSubjects(page);
      told.addAll(found.results());
      assertEquals(found.page().nextToken().isEmpty(), found.page().properties().get("complete"));
      if (found.page().nextToken().isEmpty()) {
        break;
      }
      page.put("token", found.page().nextToken());
    }

    assertEquals(List.of(user(ALICE), user(BOB), user(CARL)), told);
  }

  @Test
  void namesEverybodyWhereItCan() throws IOException {
    fake.subjects =
        new Slice<>(
            List.of(RelationSubject.of("user", "*"), RelationSubject.of("user", ALICE.id())),
            true,
            Optional.empty());
    authorization.allow(ACME, BOB, "document.read");
    naming(ALICE.id(), BOB.id(), CARL.id());

    var found = searchSubjects(Map.of());

    assertEquals(List.of(user(ALICE), user(BOB)), found.results());
    assertEquals(true, found.page().properties().get("complete"));
  }

  @Test
  void goesOnWhereTheTimeWasOver() throws IOException {
    authorization.allow(ACME, BOB, "document.read");
    naming(ALICE.id(), BOB.id());
    authorization.deciding(1);

    var first = searchSubjects(Map.of());
    var second = searchSubjects(Map.of("token", first.page().nextToken()));

    assertEquals(List.of(user(ALICE)), first.results());
    assertEquals(false, first.page().properties().get("complete"));
    assertEquals(List.of(user(BOB)), second.results());
    authorization.deciding(0);
    assertEquals(503, assertThrows(Problem.class, () -> searchSubjects(Map.of())).status());
  }

  @Test
  void findsNothingWhileAModuleThatNamesSomeIsAway() {
    registry.lacking(SearchCandidates.class, "directory", "directory");

    var problem = assertThrows(Problem.class, () -> searchSubjects(Map.of()));

    assertEquals("module_unavailable", problem.code());
  }

  @Test
  void refusesPlacesThatAreNone() {
    naming(ALICE.id());
    for (String token : List.of("all.!", "rest. ", "other.YQ", ".")) {
      var problem =
          assertThrows(Problem.class, () -> searchSubjects(Map.of("token", token)), token);
      assertEquals(400, problem.status(), token);
    }
  }

  @Test
  void refusesATokenThatIsNone() {
    fake.failure = new RelationException(RelationException.Kind.INVALID_TOKEN, "bad token");

    var problem = assertThrows(Problem.class, () -> searchSubjects(Map.of("token", "x")));

    assertEquals(400, problem.status());
  }

  @Test
  void refusesPagesThatAreNone() {
    for (Object page : List.of(Map.of("limit", 0), Map.of("limit", "2"), "next")) {
      assertEquals(
          400, assertThrows(Problem.class, () -> searchSubjects(page)).status(), page::toString);
    }
  }

  @Test
  void findsResourcesForWhichADecisionSaysYes() throws IOException {
    fake.objects = new Slice<>(List.of(new ObjectRef("document", "7")), true, Optional.empty());
    var exchange =
        exchange(
                Map.of(
                    "subject", Map.of("type", "user", "id", "usr_alice"),
                    "action", Map.of("name", "read"),
                    "resource", Map.of("type", "document", "id", "ignored")))
            .allowed("authz.check");

    handle(new ResourceSearchEndpoint(desk, search()), exchange);

    var found = (Results) exchange.body();
    assertEquals(List.of(Map.of("type", "document", "id", "7")), found.results());
    assertEquals("", found.page().nextToken());
    assertEquals(true, found.page().properties().get("complete"));
  }

  /** Beside those that relations name, the resources of roles within limits. */
  @Test
  void findsResourcesThatModulesName() throws IOException {
    fake.objects = new Slice<>(List.of(new ObjectRef("document", "7")), true, Optional.empty());
    naming("7", "8");
    var exchange =
        exchange(
                Map.of(
                    "subject", Map.of("type", "user", "id", ALICE.id()),
                    "action", Map.of("name", "read"),
                    "resource", Map.of("type", "document")))
            .allowed("authz.check");

    handle(new ResourceSearchEndpoint(desk, search()), exchange);

    assertEquals(
        List.of(Map.of("type", "document", "id", "7"), Map.of("type", "document", "id", "8")),
        ((Results) exchange.body()).results());
  }

  @Test
  void findsActionsOfPermissionsAndOfRelations() throws IOException {
    var found = searchActions(Map.of());

    assertEquals(List.of(Map.of("name", "read"), Map.of("name", "viewer")), found.results());
    assertEquals(true, found.page().properties().get("complete"));
  }

  @Test
  void goesThroughActionsPageByPage() throws IOException {
    var names = new ArrayList<String>();
    var page = new HashMap<String, Object>(Map.of("limit", 1));
    for (int i = 0; i < 10; i++) {
      var found = searchActions(page);
      found.results().forEach(each -> names.add(each.get("name")));
      assertEquals(found.page().nextToken().isEmpty(), found.page().properties().get("complete"));
      if (found.page().nextToken().isEmpty()) {
        break;
      }
      page.put("token", found.page().nextToken());
    }

    assertEquals(List.of("read", "viewer"), names);
  }

  @Test
  void searchesNeedTheRelationsModule() {
    relations.queries = null;

    var problem = assertThrows(Problem.class, () -> searchSubjects(Map.of()));

    assertEquals("module_unavailable", problem.code());
  }

  @Test
  void evaluatesWithoutTheRelationsModuleAndSaysWhatItCannot() throws IOException {
    relations.queries = null;
    var exchange = exchange(Map.of());

    handle(new ConfigurationEndpoint(relations, extensions), exchange);

    var metadata = (Map<?, ?>) exchange.body();
    assertEquals("https://id.example/t/acme/api/v1", metadata.get("policy_decision_point"));
    assertFalse(metadata.containsKey("search_subject_endpoint"));
    assertTrue(metadata.containsKey("search_action_endpoint"));
    assertTrue(searchActions(Map.of()).results().contains(Map.of("name", "read")));
  }

  private static Map<String, Object> question(SubjectRef subject, String action) {
    return new HashMap<>(
        Map.of(
            "subject", Map.of("type", subject.type(), "id", subject.id()),
            "action", Map.of("name", action),
            "resource", DOCUMENT));
  }

  private static Map<String, Object> without(String member) {
    var body = question(ALICE, "read");
    body.remove(member);
    return body;
  }

  private static Map<String, Object> with(String member, Object value) {
    var body = question(ALICE, "read");
    body.put(member, value);
    return body;
  }

  private static Map<String, Object> several(String semantic, String... actions) {
    var body = question(ALICE, "read");
    body.put(
        "evaluations",
        List.of(actions).stream().map(name -> Map.of("action", Map.of("name", name))).toList());
    if (semantic != null) {
      body.put("options", Map.of("evaluations_semantic", semantic));
    }
    return body;
  }

  private Answer evaluate(Map<String, Object> body) throws IOException {
    var exchange = exchange(body).allowed("authz.check");
    handle(new EvaluationEndpoint(desk), exchange);
    return (Answer) exchange.body();
  }

  @Test
  void saysWhatWasNotEvaluatedInTime() throws IOException {
    var body = question(ALICE, "read");
    body.put("evaluations", List.of(Map.of(), Map.of()));
    var exchange = exchange(body);

    new EvaluationsEndpoint(desk, Duration.ofNanos(-1)).handle(exchange);

    for (Answer answer : ((Answer.All) exchange.body()).evaluations()) {
      assertFalse(answer.decision());
      assertEquals(503, ((Map<?, ?>) answer.context().get("error")).get("status"));
    }
    assertEquals(List.of(), authorization.asked());
  }

  private List<Answer> evaluations(Map<String, Object> body) throws IOException {
    var exchange = exchange(body).allowed("authz.check");
    handle(new EvaluationsEndpoint(desk), exchange);
    return ((Answer.All) exchange.body()).evaluations();
  }

  private List<Boolean> decisions(Map<String, Object> body) throws IOException {
    return evaluations(body).stream().map(Answer::decision).toList();
  }

  private Search search() {
    return new Search(
        new Related(relations, new RelationNames(relations)), new Candidates(registry), desk);
  }

  /** A module that can name these subjects, and these resources. */
  private void naming(String... ids) {
    registry.with(
        SearchCandidates.class,
        "test",
        new SearchCandidates() {
          @Override
          public List<String> subjects(
              TenantContext tenant, String type, Optional<String> after, int limit) {
            return Stream.of(ids)
                .filter(id -> id.compareTo(after.orElse("")) > 0)
                .limit(limit)
                .toList();
          }

          @Override
          public List<String> resources(
              TenantContext tenant,
              SubjectRef subject,
              String type,
              Optional<String> after,
              int limit) {
            return subjects(tenant, type, after, limit);
          }
        });
  }

  private static Map<String, String> user(SubjectRef subject) {
    return Map.of("type", "user", "id", subject.id());
  }

  private Results searchSubjects(Object page) throws IOException {
    var body = question(new SubjectRef("user", "ignored"), "read");
    body.put("page", page);
    var exchange = exchange(body).allowed("authz.check");
    handle(new SubjectSearchEndpoint(desk, search()), exchange);
    return (Results) exchange.body();
  }

  private Results searchActions(Map<String, Object> page) throws IOException {
    var body = question(ALICE, "ignored");
    body.put("page", page);
    var exchange = exchange(body).allowed("authz.check");
    handle(
        new ActionSearchEndpoint(desk, new Actions(desk, new RelationNames(relations))), exchange);
    return (Results) exchange.body();
  }

  private static FakeExchange exchange(Map<String, Object> body) {
    return FakeExchange.json(ACME, "/access/v1", body).by(PEP);
  }

  private static void handle(HotEndpoint endpoint, FakeExchange exchange) throws IOException {
    endpoint.handle(exchange);
  }
}
