package org.lumoauth.authz.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class CheckEndpointsTest {

  private static final String PATH = "/authz/check";
  private static final String ABOUT_OTHERS = "authz.check";
  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  private static final Caller CALLER =
      new Caller(
          ROBOT,
          List.of(),
          Optional.of(ACME.id()),
          Optional.empty(),
          Set.of("a.r"),
          CredentialKind.ACCESS_TOKEN,
          "tok_1");

  private final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, ROBOT, "a.r", "a.w").allow(ACME, ALICE, "a.r");
  private final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory().with(ACME, ALICE).with(ACME, ROBOT);
  private final PermissionDecisionService decisions =
      new PermissionDecisionService(authorization, subjects);

  @Test
  void answersForCaller() throws IOException {
    var answer = check(exchange(one("a.r")));

    assertTrue(answer.allowed());
    assertEquals("agent", answer.subjectType());
    assertEquals("agt_robot", answer.subjectId());
    assertNull(answer.userId());
  }

  @Test
  void limitsDecisionToCredentialScope() throws IOException {
    check(exchange(one("a.r")));

    assertEquals(
        Optional.of(Set.of("a.r")), authorization.recordedQuestions().get(0).credentialScope());
  }

  @Test
  void includesActorsOfCaller() throws IOException {
    var delegated =
        new Caller(
            ALICE,
            List.of(ROBOT),
            Optional.of(ACME.id()),
            Optional.empty(),
            Set.of("a.r"),
            CredentialKind.ACCESS_TOKEN,
            "tok_2");

    check(FakeHttpExchange.json(ACME, PATH, one("a.r")).withCaller(delegated));

    assertEquals(List.of(ROBOT), authorization.recordedQuestions().get(0).actors());
  }

  @Test
  void explainsDenialWithRemedy() throws IOException {
    var answer = check(exchange(one("a.x")));

    assertFalse(answer.allowed());
    assertEquals("fake_denies", answer.reason().code());
    assertEquals("Allow the action in the test.", answer.reason().remedy());
  }

  @Test
  void rejectsOtherSubjectWithoutPermission() {
    for (PermissionCheckBody body : aboutAlice()) {
      var problem = assertThrows(ApiException.class, () -> check(exchange(body)));

      assertEquals("insufficient_permissions", problem.code());
      assertEquals(403, problem.status());
    }
  }

  @Test
  void acceptsOtherSubjectInEveryForm() throws IOException {
    for (PermissionCheckBody body : aboutAlice()) {
      var answer = check(exchange(body).withPermissions(ABOUT_OTHERS));

      assertTrue(answer.allowed());
      assertEquals("usr_alice", answer.userId());
    }
  }

  @Test
  void rejectsTwoSubjects() {
    var robot = new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null);
    for (PermissionCheckBody body :
        List.of(
            new PermissionCheckBody("a.r", null, null, robot, "usr_alice", null, null, null, null),
            new PermissionCheckBody("a.r", null, null, robot, null, "usr_alice", null, null, null),
            new PermissionCheckBody(
                "a.r", null, null, null, "usr_alice", "usr_bob", null, null, null))) {
      assertCode("MISSING_FIELDS", () -> check(exchange(body).withPermissions(ABOUT_OTHERS)));
    }
  }

  @Test
  void rejectsEmptySubject() {
    var nobody = new PermissionCheckBody.CheckSubjectBody(null, null, null);

    assertCode(
        "MISSING_FIELDS",
        () ->
            check(
                exchange(
                    new PermissionCheckBody(
                        "a.r", null, null, nobody, null, null, null, null, null))));
  }

  @Test
  void rejectsNullMembers() throws IOException {
    var json = new ObjectMapper();
    for (var member : List.of("subject", "user_id", "user", "user_type", "actors", "resource")) {
      assertThrows(
          JsonMappingException.class,
          () ->
              json.readValue(
                  """
                  {"permission":"a.r","%s":null}"""
                      .formatted(member),
                  PermissionCheckBody.class),
          member);
    }
    assertEquals(one("a.r"), json.readValue("{\"permission\":\"a.r\"}", PermissionCheckBody.class));
    assertEquals(
        aboutAlice().get(0),
        json.readValue(
            """
            {"permission":"a.r","subject":{"type":"user","id":"usr_alice"}}""",
            PermissionCheckBody.class));
    assertEquals(
        "7",
        json.readValue("{\"permission\":\"a.r\",\"user_id\":7}", PermissionCheckBody.class)
            .userId());
  }

  @Test
  void readsActorsAndResource() throws IOException {
    var read =
        new ObjectMapper()
            .readValue(
                """
                {"permission":"a.r","actors":[{"type":"agent","id":"agt_robot"}],
                 "resource":{"type":"document","id":"7"}}""",
                PermissionCheckBody.class);

    assertEquals(
        List.of(new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)),
        read.actors());
    assertEquals(new CheckResourceBody("document", "7", null, null), read.resource());
  }

  @Test
  void rejectsNonStringPermission() {
    assertCode(
        "INVALID_PERMISSIONS",
        () ->
            check(
                exchange(
                    new PermissionCheckBody(7, null, null, null, null, null, null, null, null))));
  }

  @Test
  void ignoresCredentialScopeForOtherSubject() throws IOException {
    check(exchange(aboutAlice().get(0)).withPermissions(ABOUT_OTHERS));

    assertEquals(Optional.empty(), authorization.recordedQuestions().get(0).credentialScope());
  }

  @Test
  void deniesDisabledSubject() throws IOException {
    subjects.disabled(ACME, ALICE);

    var answer = check(exchange(aboutAlice().get(0)).withPermissions(ABOUT_OTHERS));

    assertFalse(answer.allowed());
    assertEquals("subject_not_active", answer.reason().code());
  }

  @Test
  void deniesUnknownSubject() throws IOException {
    authorization.allow(ACME, new SubjectRef(SubjectRef.USER, "usr_nobody"), "a.r");
    var body =
        new PermissionCheckBody("a.r", null, null, null, "usr_nobody", null, null, null, null);

    assertFalse(check(exchange(body).withPermissions(ABOUT_OTHERS)).allowed());
  }

  @Test
  void includesNamedResource() throws IOException {
    var sent = new HashMap<String, Object>(Map.of("owner", "usr_alice"));
    sent.put("unknown", null);
    check(exchange(about(new CheckResourceBody("document", "7", sent, null))));

    assertEquals(
        Optional.of(new Resource("document", "7", Map.of("owner", "usr_alice"))),
        authorization.recordedQuestions().get(0).resource());
  }

  @Test
  void treatsPropertiesAsAttributes() throws IOException {
    check(exchange(about(new CheckResourceBody("document", "7", null, Map.of("a", 1)))));

    assertEquals(
        Map.of("a", 1),
        authorization.recordedQuestions().get(0).resource().orElseThrow().attributes());
  }

  @Test
  void rejectsInvalidResource() {
    for (var resource :
        List.of(
            new CheckResourceBody(null, "7", null, null),
            new CheckResourceBody("document", null, null, null),
            new CheckResourceBody("document", " ", null, null),
            new CheckResourceBody("document", "x".repeat(513), null, null),
            new CheckResourceBody("document", "7", Map.of(), Map.of()))) {
      assertCode("MISSING_FIELDS", () -> check(exchange(about(resource))));
    }
  }

  @Test
  void includesNamedActors() throws IOException {
    check(
        exchange(
                actingForAlice(
                    new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)))
            .withPermissions(ABOUT_OTHERS));

    assertEquals(List.of(ROBOT), authorization.recordedQuestions().get(0).actors());
  }

  @Test
  void deniesDisabledActor() throws IOException {
    subjects.disabled(ACME, ROBOT);

    var answer =
        check(
            exchange(
                    actingForAlice(
                        new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)))
                .withPermissions(ABOUT_OTHERS));

    assertEquals("subject_not_active", answer.reason().code());
  }

  @Test
  void rejectsInvalidActors() {
    assertCode("MISSING_FIELDS", () -> check(exchange(actingForAlice(null))));
    assertCode(
        "MISSING_FIELDS",
        () ->
            check(
                exchange(
                    actingForAlice(
                        new PermissionCheckBody.CheckSubjectBody("robot", "agt_1", null)))));
  }

  @Test
  void resolvesServiceTypeByIdPrefix() {
    assertEquals(
        new SubjectRef(SubjectRef.API_KEY, "key_1"),
        CheckSubjectResolver.subject("service", "key_1"));
    assertEquals(
        new SubjectRef(SubjectRef.CLIENT, "cli_1"),
        CheckSubjectResolver.subject("service", "cli_1"));
  }

  private static PermissionCheckBody about(CheckResourceBody resource) {
    return new PermissionCheckBody("a.r", null, null, null, null, null, null, null, resource);
  }

  private static PermissionCheckBody actingForAlice(PermissionCheckBody.CheckSubjectBody actor) {
    return new PermissionCheckBody(
        "a.r", null, null, null, "usr_alice", null, null, Collections.singletonList(actor), null);
  }

  @Test
  void rejectsMissingPermission() {
    assertCode("MISSING_PERMISSION", () -> check(exchange(one(null))));
    assertCode("MISSING_PERMISSION", () -> check(exchange(one(" "))));
  }

  @Test
  void rejectsSubjectWithoutId() {
    var body =
        new PermissionCheckBody(
            "a.r",
            null,
            null,
            new PermissionCheckBody.CheckSubjectBody("user", null, null),
            null,
            null,
            null,
            null,
            null);

    assertCode("MISSING_FIELDS", () -> check(exchange(body)));
  }

  @Test
  void rejectsInvalidPermissionLists() {
    assertCode("INVALID_PERMISSIONS", () -> bulk(several(List.of())));
    assertCode("INVALID_PERMISSIONS", () -> bulk(several("a.r")));
    assertCode("INVALID_PERMISSIONS", () -> bulk(several(List.of(1))));
    assertCode("INVALID_PERMISSIONS", () -> bulk(several(Collections.nCopies(101, "a.r"))));
  }

  @Test
  void answersEachPermissionOfBulkRequest() throws IOException {
    assertEquals(
        Map.of("a.r", true, "a.x", false), bulk(several(List.of("a.r", "a.x", "a.r"))).results());
  }

  @Test
  void answersWhetherAnyIsAllowed() throws IOException {
    assertTrue(together(new PermissionCheckAnyEndpoint(decisions), "a.x", "a.r"));
    assertFalse(together(new PermissionCheckAnyEndpoint(decisions), "a.x", "a.y"));
  }

  @Test
  void answersWhetherAllAreAllowed() throws IOException {
    assertTrue(together(new PermissionCheckAllEndpoint(decisions), "a.r", "a.w"));
    assertFalse(together(new PermissionCheckAllEndpoint(decisions), "a.r", "a.x"));
  }

  @Test
  void listsPermissionsOfCaller() throws IOException {
    var listed = permissions(exchange(null));

    assertEquals(2, listed.count());
    assertEquals(listed.permissions(), listed.data());
  }

  @Test
  void rejectsListForOtherSubjectWithoutPermission() {
    var exchange =
        FakeHttpExchange.get(ACME, PATH).withParameter("user_id", "usr_alice").withCaller(CALLER);

    assertCode("insufficient_permissions", () -> permissions(exchange));
  }

  @Test
  void listsNoPermissionsForDisabledSubject() throws IOException {
    subjects.disabled(ACME, ALICE);
    var exchange =
        FakeHttpExchange.get(ACME, PATH).withParameter("user_id", "usr_alice").withCaller(CALLER);

    assertEquals(0, permissions(exchange.withPermissions(ABOUT_OTHERS)).count());
  }

  @Test
  void returns503WhileRequiredModelIsMissing() {
    var endpoint =
        new PermissionCheckEndpoint(new PermissionDecisionService(new WithoutCeiling(), subjects));

    var problem = assertThrows(ApiException.class, () -> endpoint.handle(exchange(one("a.r"))));

    assertEquals(503, problem.status());
    assertEquals(Map.of("module", "agents-capability"), problem.details());
  }

  @Test
  void reportsPermissionsNotDecidedInTime() throws IOException {
    authorization.withDecisionLimit(1);

    var bulk = bulk(several(List.of("a.r", "a.w")));

    assertEquals(Map.of("a.r", true, "a.w", false), bulk.results());
    assertEquals(List.of("a.w"), bulk.undecided());
    assertFalse(together(new PermissionCheckAllEndpoint(decisions), "a.r", "a.w"));
    assertTrue(together(new PermissionCheckAnyEndpoint(decisions), "a.r", "a.w"));
    authorization.withDecisionLimit(2);
    assertNull(bulk(several(List.of("a.r", "a.w"))).undecided());
  }

  /** A list from which some are missing would pass for a whole one. */
  @Test
  void returnsNoPartialPermissionList() {
    authorization.withDecisionLimit(1);
    var endpoint = new SubjectPermissionsEndpoint(decisions);

    var problem = assertThrows(ApiException.class, () -> endpoint.handle(exchange(null)));

    assertEquals("decision_too_slow", problem.code());
  }

  private CheckResponses.PermissionCheckResponse check(FakeHttpExchange exchange)
      throws IOException {
    new PermissionCheckEndpoint(decisions).handle(exchange);
    return assertInstanceOf(CheckResponses.PermissionCheckResponse.class, exchange.body());
  }

  private CheckResponses.BulkPermissionCheckResponse bulk(PermissionCheckBody body)
      throws IOException {
    var exchange = exchange(body);
    new PermissionBulkCheckEndpoint(decisions).handle(exchange);
    return assertInstanceOf(CheckResponses.BulkPermissionCheckResponse.class, exchange.body());
  }

  private boolean together(HttpHandler endpoint, String... permissions) throws IOException {
    var exchange = exchange(several(List.of(permissions)));
    endpoint.handle(exchange);
    return assertInstanceOf(CheckResponses.CombinedPermissionCheckResponse.class, exchange.body())
        .allowed();
  }

  private CheckResponses.PermissionListResponse permissions(FakeHttpExchange exchange)
      throws IOException {
    new SubjectPermissionsEndpoint(decisions).handle(exchange);
    return assertInstanceOf(CheckResponses.PermissionListResponse.class, exchange.body());
  }

  private static FakeHttpExchange exchange(PermissionCheckBody body) {
    return FakeHttpExchange.json(ACME, PATH, body).withCaller(CALLER);
  }

  private static PermissionCheckBody one(String permission) {
    return new PermissionCheckBody(permission, null, null, null, null, null, null, null, null);
  }

  private static PermissionCheckBody several(Object permissions) {
    return new PermissionCheckBody(null, permissions, null, null, null, null, null, null, null);
  }

  private static List<PermissionCheckBody> aboutAlice() {
    var subject = new PermissionCheckBody.CheckSubjectBody("user", "usr_alice", null);
    return List.of(
        new PermissionCheckBody("a.r", null, null, subject, null, null, null, null, null),
        new PermissionCheckBody("a.r", null, null, null, "usr_alice", null, null, null, null),
        new PermissionCheckBody("a.r", null, null, null, null, "usr_alice", null, null, null),
        new PermissionCheckBody("a.r", null, null, null, "usr_alice", null, "user", null, null));
  }

  private static void assertCode(String code, Executable call) {
    assertEquals(code, assertThrows(ApiException.class, call).code());
  }

  /** What the authorization service does about agents while their ceiling is absent. */
  private static final class WithoutCeiling implements AuthorizationService {
    @Override
    public Decision decide(TenantContext tenant, DecisionRequest question) {
      throw ApiException.moduleUnavailable("agents-capability");
    }

    @Override
    public List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions) {
      var decisions = new ArrayList<Decision>();
      questions.forEach(question -> decisions.add(decide(tenant, question)));
      return decisions;
    }

    @Override
    public List<EffectivePermission> permissions(
        TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
      return List.of();
    }
  }
}
