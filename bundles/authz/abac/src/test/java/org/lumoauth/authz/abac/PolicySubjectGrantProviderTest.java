/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.ALICE;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.cel.CelExpressionCompiler;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** What policies grant a subject whose credential somebody else changes. */
class PolicySubjectGrantProviderTest {

  private static final SubjectRef PAYERS = new SubjectRef(SubjectRef.GROUP, "grp_payers");
  private static final Object IS_ALICE = is("user.email", "equals", "alice@example.com");
  private static final Object IS_BOB = is("user.email", "equals", "bob@example.com");
  private static final Object IS_SMALL = is("resource.amount", "lt", 100);
  private static final SubjectGrants NOTHING = SubjectGrants.listed(Set.of(), "policies.read");
  private static final SubjectGrants OPEN_ENDED =
      new SubjectGrants(Set.of(), true, "policies.read");
  private static final SubjectGrants PAY =
      SubjectGrants.listed(Set.of("payments.make"), "policies.read");

  private TestDatabase database;
  private AbacModuleFixture world;

  @BeforeEach
  void start() {
    database = TestDatabase.inMemory();
    world = new AbacModuleFixture(database).speaking(new CelExpressionCompiler());
  }

  @AfterEach
  void stop() {
    world.close();
    database.close();
  }

  @Test
  void isOpenEndedForPolicyDependingOnResource() {
    allowPayments(all(IS_ALICE, IS_SMALL));

    assertEquals(OPEN_ENDED, ofAlice());
  }

  @Test
  void isOpenEndedForPolicyComparingResourceWithUser() {
    allowPayments(all(is("resource.owner_id", "equals", "$user.id")));

    assertEquals(OPEN_ENDED, ofAlice());
  }

  @Test
  void isOpenEndedForPolicyDependingOnRequest() {
    allowPayments(all(IS_ALICE, is("environment.hour", "gte", 22)));

    assertEquals(OPEN_ENDED, ofAlice());
  }

  @Test
  void isOpenEndedForPolicyCheckingResourceAttributeExistence() {
    allowPayments(all(IS_ALICE, is("resource.sealed", "not_exists", true)));

    assertEquals(OPEN_ENDED, ofAlice());
  }

  @Test
  void listsPermissionDeniedForSomeResources() {
    allowPayments(all(IS_ALICE));
    world.policy("deny", "payments", "make", all(is("resource.amount", "gt", 100)));

    assertEquals(PAY, ofAlice());
  }

  @Test
  void listsPermissionConditionalOnBlockedUser() {
    allowPayments(all(IS_ALICE, is("user.blocked", "equals", true)));

    assertEquals(PAY, ofAlice());
  }

  @Test
  void omitsPolicyThatCannotMatchUser() {
    allowPayments(all(IS_BOB, IS_SMALL));
    allowPayments(all(is("user.department", "equals", "$resource.department")));
    allowPayments(Map.of("none", List.of(IS_ALICE, IS_SMALL)));

    assertEquals(NOTHING, ofAlice());
  }

  @Test
  void omitsPolicyThatDependsOnlyOnResource() {
    allowPayments(all(IS_SMALL));

    assertEquals(NOTHING, ofAlice());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user.email == 'alice@example.com' && resource.amount < 100.0",
        "user.email == 'alice@example.com' && !has(resource.sealed)",
        "user.id == resource.owner_id",
        "user.id in ['usr_alice'] || environment.hour > 5.0",
      })
  void isOpenEndedForExpressionDependingOnMoreThanUser(String expression) {
    allow(expression);

    assertEquals(OPEN_ENDED, ofAlice());
  }

  @Test
  void omitsExpressionThatCannotMatchUser() {
    allow("user.email == 'bob@example.com' && resource.amount < 100.0");
    allow("resource.amount < 100.0 && user.email == 'bob@example.com'");

    assertEquals(NOTHING, ofAlice());
  }

  @Test
  void listsActionComparedInExpression() {
    allow("user.id == 'usr_alice' && action == 'payments.make'");

    assertEquals(PAY, ofAlice());
  }

  @Test
  void listsPermissionOfGroupMembers() {
    allowPayments(all(is("user.groups", "contains", "payers")));

    assertEquals(PAY, world.grants.grants(ACME, PAYERS));
  }

  @Test
  void isOpenEndedForGroupPolicyDependingOnResource() {
    allowPayments(all(is("user.groups", "contains", "payers"), IS_SMALL));

    assertEquals(OPEN_ENDED, world.grants.grants(ACME, PAYERS));
  }

  @Test
  void omitsPoliciesIndependentOfGroup() {
    allowPayments(all(IS_ALICE));
    allowPayments(all(is("user.groups", "contains", "clerks")));

    assertEquals(NOTHING, world.grants.grants(ACME, PAYERS));
  }

  private SubjectGrants ofAlice() {
    return world.grants.grants(ACME, ALICE);
  }

  private void allowPayments(Object conditions) {
    world.policy("allow", "payments", "make", conditions);
  }

  private void allow(String expression) {
    world.policies.create(
        ACME,
        Map.of(
            "name", "allow " + world.policies.all(ACME).size(),
            "resourceType", "payments",
            "action", "make",
            "effect", "allow",
            "expression", expression),
        AbacModuleFixture.SOMEBODY);
  }
}
