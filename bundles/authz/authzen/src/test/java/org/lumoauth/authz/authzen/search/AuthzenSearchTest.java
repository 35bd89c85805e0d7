/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.authzen.AuthzenEndpointTestBase;
import org.lumoauth.authz.authzen.PdpConfigurationEndpoint;

/** The subject, action and resource searches. */
class AuthzenSearchTest extends AuthzenEndpointTestBase {
  private static final SubjectRef CARL = new SubjectRef(SubjectRef.USER, "usr_carl");

  @Test
  void returnsOnlyPermittedSubjects() throws IOException {
    fake.subjects =
        new ResultSlice<>(
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
  void reportsOmittedWildcardSubject() throws IOException {
    fake.subjects =
        new ResultSlice<>(List.of(RelationSubject.of("user", "*")), true, Optional.empty());

    var found = searchSubjects(Map.of());

    assertEquals(List.of(), found.results());
    assertEquals(false, found.page().properties().get("complete"));
  }

  @Test
  void returnsNoSubjectsWithoutModel() throws IOException {
    fake.failure = new RelationException(RelationException.RelationErrorKind.NO_MODEL, "no model");

    assertEquals(true, searchSubjects(Map.of()).page().properties().get("complete"));
  }

  /** Whom no relation names is found as well, and nobody for whom the decision is no. */
  @Test
  void findsSubjectsPermittedByRoleOrPolicy() throws IOException {
    fake.subjects =
        new ResultSlice<>(List.of(RelationSubject.of("user", ALICE.id())), true, Optional.empty());
    authorization.allow(ACME, BOB, "document.read").allow(ACME, CARL, "document.write");
    subjects.with(ACME, CARL);
    naming(ALICE.id(), BOB.id(), CARL.id(), "usr_nobody");

    var found = searchSubjects(Map.of());

    assertEquals(List.of(user(ALICE), user(BOB)), found.results());
    assertEquals(true, found.page().properties().get("complete"));
  }

  @Test
  void returnsEachSubjectOnceAcrossPages() throws IOException {
    fake.subjects =
        new ResultSlice<>(List.of(RelationSubject.of("user", ALICE.id())), true, Optional.empty());
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
  void expandsWildcardToKnownSubjects() throws IOException {
    fake.subjects =
        new ResultSlice<>(
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
  void continuesAfterTimeLimit() throws IOException {
    authorization.allow(ACME, BOB, "document.read");
    naming(ALICE.id(), BOB.id());
    authorization.withDecisionLimit(1);

    var first = searchSubjects(Map.of());
    var second = searchSubjects(Map.of("token", first.page().nextToken()));

    assertEquals(List.of(user(ALICE)), first.results());
    assertEquals(false, first.page().properties().get("complete"));
    assertEquals(List.of(user(BOB)), second.results());
    authorization.withDecisionLimit(0);
    assertEquals(503, assertThrows(ApiException.class, () -> searchSubjects(Map.of())).status());
  }

  @Test
  void failsWhileCandidateModuleIsUnavailable() {
    registry.withUnavailable(AccessSearchCandidateProvider.class, "directory", "directory");

    var problem = assertThrows(ApiException.class, () -> searchSubjects(Map.of()));

    assertEquals("module_unavailable", problem.code());
  }

  @Test
  void failsIfCandidateProviderCannotBeCalled() throws Exception {
    registry.withFirstCallFailing(
        AccessSearchCandidateProvider.class, "directory", new AccessSearchCandidateProvider() {});

    assertThrows(ApiException.class, () -> searchSubjects(Map.of()));
    assertEquals(List.of(), searchSubjects(Map.of()).results());
  }

  @Test
  void rejectsInvalidPageTokens() {
    naming(ALICE.id());
    for (String token : List.of("all.!", "rest. ", "other.YQ", ".")) {
      var problem =
          assertThrows(ApiException.class, () -> searchSubjects(Map.of("token", token)), token);
      assertEquals(400, problem.status(), token);
    }
  }

  @Test
  void rejectsPageTokenRefusedByRelations() {
    fake.failure =
        new RelationException(RelationException.RelationErrorKind.INVALID_TOKEN, "bad token");

    var problem = assertThrows(ApiException.class, () -> searchSubjects(Map.of("token", "x")));

    assertEquals(400, problem.status());
  }

  @Test
  void rejectsInvalidPageParameters() {
    for (Object page : List.of(Map.of("limit", 0), Map.of("limit", "2"), "next")) {
      assertEquals(
          400,
          assertThrows(ApiException.class, () -> searchSubjects(page)).status(),
          page::toString);
    }
  }

  @Test
  void omitsUndecidedCandidateAndReportsIncomplete() throws IOException {
    authorization.allow(ACME, BOB, "document.read").withUndecided(ACME, ALICE);
    naming(ALICE.id(), BOB.id());

    var found = searchSubjects(Map.of());

    assertEquals(List.of(user(BOB)), found.results());
    assertEquals(false, found.page().properties().get("complete"));
  }

  @Test
  void omitsUndecidedRelatedCandidate() throws IOException {
    fake.subjects =
        new ResultSlice<>(List.of(RelationSubject.of("user", ALICE.id())), true, Optional.empty());
    authorization.withUndecided(ACME, ALICE);

    var found = searchSubjects(Map.of());

    assertEquals(List.of(), found.results());
    assertEquals(false, found.page().properties().get("complete"));
  }

  @Test
  void omitsUndecidedAction() throws IOException {
    authorization.withUndecided(ACME, ALICE);

    var found = searchActions(Map.of());

    assertEquals(List.of(), found.results());
    assertEquals(false, found.page().properties().get("complete"));
  }

  @Test
  void serializesPageBeforeResults() throws IOException {
    var json = new ObjectMapper().valueToTree(searchSubjects(Map.of()));

    assertEquals("page", json.fieldNames().next());
  }

  @Test
  void returnsPermittedResources() throws IOException {
    fake.objects =
        new ResultSlice<>(List.of(new ObjectRef("document", "7")), true, Optional.empty());
    var exchange =
        exchange(
                Map.of(
                    "subject", Map.of("type", "user", "id", "usr_alice"),
                    "action", Map.of("name", "read"),
                    "resource", Map.of("type", "document", "id", "ignored")))
            .withPermissions("authz.check");

    handle(new ResourceSearchEndpoint(desk, search()), exchange);

    var found = (SearchResponse) exchange.body();
    assertEquals(List.of(Map.of("type", "document", "id", "7")), found.results());
    assertEquals("", found.page().nextToken());
    assertEquals(true, found.page().properties().get("complete"));
  }

  /** Beside those that relations name, the resources of roles within limits. */
  @Test
  void findsResourcesOfCandidateProviders() throws IOException {
    fake.objects =
        new ResultSlice<>(List.of(new ObjectRef("document", "7")), true, Optional.empty());
    naming("7", "8");
    var exchange =
        exchange(
                Map.of(
                    "subject", Map.of("type", "user", "id", ALICE.id()),
                    "action", Map.of("name", "read"),
                    "resource", Map.of("type", "document")))
            .withPermissions("authz.check");

    handle(new ResourceSearchEndpoint(desk, search()), exchange);

    assertEquals(
        List.of(Map.of("type", "document", "id", "7"), Map.of("type", "document", "id", "8")),
        ((SearchResponse) exchange.body()).results());
  }

  @Test
  void findsActionsOfPermissionsAndRelations() throws IOException {
    var found = searchActions(Map.of());

    assertEquals(List.of(Map.of("name", "read"), Map.of("name", "viewer")), found.results());
    assertEquals(true, found.page().properties().get("complete"));
  }

  @Test
  void paginatesActions() throws IOException {
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
  void requiresRelationsModuleForSubjectSearch() {
    relations.queries = null;

    var problem = assertThrows(ApiException.class, () -> searchSubjects(Map.of()));

    assertEquals("module_unavailable", problem.code());
  }

  @Test
  void omitsSearchEndpointsWithoutRelationsModule() throws IOException {
    relations.queries = null;
    var exchange = exchange(Map.of());

    handle(new PdpConfigurationEndpoint(relations, extensions), exchange);

    var metadata = (Map<?, ?>) exchange.body();
    assertEquals("https://id.example/t/acme/api/v1", metadata.get("policy_decision_point"));
    assertFalse(metadata.containsKey("search_subject_endpoint"));
    assertTrue(metadata.containsKey("search_action_endpoint"));
    assertTrue(searchActions(Map.of()).results().contains(Map.of("name", "read")));
  }

  private EntitySearchService search() {
    return new EntitySearchService(relations, registry, desk);
  }

  /** A module that can name these subjects, and these resources. */
  private void naming(String... ids) {
    registry.with(
        AccessSearchCandidateProvider.class,
        "test",
        new AccessSearchCandidateProvider() {
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

  private SearchResponse searchSubjects(Object page) throws IOException {
    var body = question(new SubjectRef("user", "ignored"), "read");
    body.put("page", page);
    var exchange = exchange(body).withPermissions("authz.check");
    handle(new SubjectSearchEndpoint(desk, search()), exchange);
    return (SearchResponse) exchange.body();
  }

  private SearchResponse searchActions(Map<String, Object> page) throws IOException {
    var body = question(ALICE, "ignored");
    body.put("page", page);
    var exchange = exchange(body).withPermissions("authz.check");
    handle(new ActionSearchEndpoint(desk, relations), exchange);
    return (SearchResponse) exchange.body();
  }
}
