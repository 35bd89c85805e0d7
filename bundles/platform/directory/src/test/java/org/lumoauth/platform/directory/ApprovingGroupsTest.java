package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.Fixture.ACME;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverGroups;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Whose members approve, as the module of approvals comes and goes. */
class ApprovingGroupsTest {
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final ApprovingGroups groups = new ApprovingGroups(registry);

  @Test
  void areNoneWithoutTheModule() {
    assertFalse(named());
  }

  @Test
  void areUnknownWhileTheModuleIsAway() {
    registry.lacking(ApproverGroups.class, "approvals", "agents-approvals");

    var refusal = assertThrows(Problem.class, this::named);

    assertEquals("agents-approvals", refusal.details().get("module"));
  }

  @Test
  void areThoseOfAModuleThatWorksAgain() {
    registry.recovering(
        ApproverGroups.class, "approvals", "agents-approvals", (tenant, named) -> true);

    assertTrue(named());
    assertEquals(0, registry.openLeases());
  }

  private boolean named() {
    return groups.named(ACME, List.of("grp_1"));
  }
}
