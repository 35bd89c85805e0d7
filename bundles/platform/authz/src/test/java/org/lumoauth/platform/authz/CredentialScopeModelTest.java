/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.DENY;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.NOT_APPLICABLE;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.PERMIT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.authz.AuthorizationVote.VoteOutcome;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

class CredentialScopeModelTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");

  private final CredentialScopeModel model = new CredentialScopeModel();

  @ParameterizedTest
  @CsvSource({
    "admin, users.read",
    "admin, documents.delete",
    "admin:read, users.read",
    "admin:read, audit.read",
    "admin:write, users.write",
    "admin:write, users.read",
    "admin:users:read, users.read",
    "admin:users:write, users.write",
    "admin:users:write, users.read",
    "admin:users, users.write",
    "admin:users, users.read",
    "authz:check, authz.check",
    "documents.read, documents.read"
  })
  void permitsApiKeyWithinItsScope(String scope, String action) {
    assertEquals(PERMIT, vote(SubjectRef.API_KEY, action, Set.of(scope)));
  }

  @ParameterizedTest
  @CsvSource({
    "admin:read, users.write",
    "admin:write, settings.manage",
    "admin:write, authz.check",
    "admin:users:read, users.write",
    "admin:users:write, groups.write",
    "admin:users, users.delete",
    "admin:users, usersx.read",
    "admin:read, a:b.read",
    "admin:read, .read",
    "Admin, users.read",
    "admin:, users.read",
    "authz:check, authz.checks",
    "documents.read, documents.readall",
    "documents.*, documents.read",
    "*, documents.read"
  })
  void deniesApiKeyOutsideItsScope(String scope, String action) {
    assertEquals(DENY, vote(SubjectRef.API_KEY, action, Set.of(scope)));
  }

  @Test
  void evaluatesClientLikeApiKey() {
    assertEquals(PERMIT, vote(SubjectRef.CLIENT, "users.read", Set.of("admin:read")));
    assertEquals(DENY, vote(SubjectRef.CLIENT, "users.write", Set.of("admin:read")));
  }

  @Test
  void deniesAgentOutsideTokenScope() {
    assertEquals(DENY, vote(SubjectRef.AGENT, "documents.write", Set.of("documents.read")));
  }

  @Test
  void isNotApplicableToAgentWithinTokenScope() {
    assertEquals(
        NOT_APPLICABLE, vote(SubjectRef.AGENT, "documents.read", Set.of("documents.read")));
  }

  @Test
  void doesNotExpandAdminScopeForAgent() {
    assertEquals(DENY, vote(SubjectRef.AGENT, "users.read", Set.of("admin")));
  }

  @Test
  void deniesAdministrationWithoutAdminScopeForUser() {
    assertEquals(DENY, vote(SubjectRef.USER, "users.write", Set.of("openid", "profile")));
    assertEquals(DENY, vote(SubjectRef.USER, "settings.manage", Set.of()));
  }

  @Test
  void isNotApplicableToUserWithAdminScope() {
    assertEquals(NOT_APPLICABLE, vote(SubjectRef.USER, "users.write", Set.of("admin:write")));
  }

  @Test
  void isNotApplicableToOtherActionsOfUser() {
    assertEquals(NOT_APPLICABLE, vote(SubjectRef.USER, "documents.read", Set.of("openid")));
  }

  @Test
  void isNotApplicableWithoutCredential() {
    for (String type : List.of(SubjectRef.API_KEY, SubjectRef.AGENT, SubjectRef.USER)) {
      var question = DecisionRequest.of(new SubjectRef(type, "x"), "users.read");
      assertEquals(NOT_APPLICABLE, model.vote(ACME, question).outcome());
    }
  }

  private VoteOutcome vote(String type, String action, Set<String> scope) {
    var question =
        new DecisionRequest(
            new SubjectRef(type, "x"),
            List.of(),
            action,
            Optional.empty(),
            Map.of(),
            Optional.of(scope));
    return model.vote(ACME, question).outcome();
  }
}
