/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.authz.DecisionServiceFixture.deny;
import static org.lumoauth.platform.authz.DecisionServiceFixture.permit;
import static org.lumoauth.platform.authz.DecisionServiceFixture.silent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.web.ApiException;

/** What is decided without a model that is away, and what is not. */
class UnavailableModelDescriptionTest extends DecisionServiceTestBase {
  @Test
  void failsForAgentIfRequiredModelIsAbsent() {
    setup.requiring("agent=agents-capability").with("rbac", permit());

    assertAbsent("agents-capability", DecisionRequest.of(ROBOT, "documents.read"));
  }

  @Test
  void failsForUserIfRequiredActorModelIsAbsent() {
    setup.requiring("agent=agents-capability").with("rbac", permit());

    assertAbsent("agents-capability", aliceThrough(ROBOT));
  }

  @Test
  void failsIfDependencyOfModelIsUnavailable() {
    setup
        .with("rbac", permit())
        .with(
            "agents-capability",
            (tenant, question) -> {
              throw ApiException.moduleUnavailable("agents-registry");
            });

    assertAbsent("agents-registry", ASKED);
  }

  @Test
  void failsIfDependencyOfInlineModelIsUnavailable() {
    setup
        .inline("agents-capability")
        .with(
            "agents-capability",
            (tenant, question) -> {
              throw ApiException.moduleUnavailable("agents-registry");
            });

    assertAbsent("agents-registry", ASKED);
  }

  @Test
  void failsInsteadOfDefaultDenyIfModelIsUnavailable() {
    setup.with("other", silent(null)).lacking("rbac", "authz-rbac");

    assertAbsent("authz-rbac", ASKED);
  }

  @Test
  void reportsSkippedModelThatRecovered() {
    setup.with("other", permit());
    setup.registry.withRecoveringAfterAcquire(
        AuthorizationModel.class, "limits", "authz-limits", (tenant, question) -> deny("limited"));

    assertAbsent("authz-limits", ASKED);
    assertEquals("limited", decide(ASKED).reason().code());
  }

  @Test
  void reportsModelWhoseActivationFailed() {
    setup.with("other", permit());
    setup.registry.withFirstCallFailing(
        AuthorizationModel.class, "limits", (tenant, question) -> deny("limited"));

    assertAbsent("limits", ASKED);
    assertEquals("limited", decide(ASKED).reason().code());
  }

  @Test
  void releasesModelsIfAvailabilityLookupFails() {
    var broken = new Broken();

    assertThrows(IllegalStateException.class, () -> new AuthorizationModelSet(broken));
    assertEquals(0, broken.open);
  }

  /** Holds one model, and cannot say what the one was that it lacks. */
  private static final class Broken implements ProviderTracker<AuthorizationModel> {
    private int open;

    @Override
    public Optional<ServiceLease<AuthorizationModel>> lease(String name) {
      return Optional.empty();
    }

    @Override
    public List<ServiceLease<AuthorizationModel>> leaseAvailable() {
      open++;
      return List.of(
          new ServiceLease<>() {
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
    public Map<String, String> findUnavailable() {
      return Map.of("gone", "module");
    }

    @Override
    public Map<String, Object> lastKnownProperties(String name) {
      throw new IllegalStateException("no properties");
    }

    @Override
    public void close() {}
  }

  @Test
  void deniesByDefaultIfModelWasRemoved() {
    setup.with("other", silent(null));

    assertEquals("default_deny", decide(ASKED).reason().code());
  }

  @Test
  void permitsIfUnavailableModelNeverDenies() {
    setup.with("other", permit()).lacking("rbac", "authz-rbac").neverDenying("rbac");

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void permitsIfUnavailableModelDeclaredNeverDenies() {
    setup
        .with("other", permit())
        .lacking("approved", "approvals", Map.of(AuthorizationModel.NEVER_DENIES, true));

    assertTrue(decide(ASKED).permitted());
  }

  @Test
  void requiresUnavailableModelOnlyForDeclaredSubjects() {
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
  void requiresUnavailableModelOnlyForDeclaredContext() {
    Map<String, Object> declared =
        Map.of(AuthorizationModel.NEVER_DENIES, true, AuthorizationModel.CONTEXT, "approval");
    setup.with("other", silent(null)).lacking("approved", "approvals", declared);
    assertEquals("default_deny", decide(ASKED).reason().code());

    assertAbsent(
        "approvals",
        new DecisionRequest(
            ASKED.subject(),
            List.of(),
            ASKED.action(),
            ASKED.resource(),
            Map.of("approval", Map.of("id", "apr_1")),
            Optional.empty()));
  }

  @Test
  void ignoresMalformedDeclarationsOfUnavailableModel() {
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
  void failsInsteadOfPermitIfModelIsUnavailable() {
    setup.with("rbac", permit()).lacking("abac", "authz-abac").neverDenying("rbac");

    assertAbsent("authz-abac", ASKED);
  }

  @Test
  void deniesDespiteUnavailableModel() {
    setup.with("other", deny("forbidden")).lacking("rbac", "authz-rbac");

    assertEquals("forbidden", decide(ASKED).reason().code());
  }

  @Test
  void reportsModuleOfUnavailableRequiredModel() {
    setup.requiring("user=rbac").lacking("rbac", "authz-rbac");

    assertAbsent("authz-rbac", ASKED);
  }

  @Test
  void parsesCommaSeparatedLists() {
    setup.requiring("user=rbac, agent=agents-capability").with("rbac", permit());

    assertTrue(decide(ASKED).permitted());
    assertAbsent("agents-capability", DecisionRequest.of(ROBOT, "documents.read"));
  }

  @Test
  void decidesForUserIfRequiredAgentModelIsAbsent() {
    setup.requiring("agent=agents-capability").with("rbac", permit());

    assertTrue(decide(ASKED).permitted());
  }
}
