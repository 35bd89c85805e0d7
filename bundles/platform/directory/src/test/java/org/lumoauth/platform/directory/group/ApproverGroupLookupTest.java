/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverGroupCheck;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Whose members approve, as the module of approvals comes and goes. */
class ApproverGroupLookupTest {
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final ApproverGroupLookup groups = new ApproverGroupLookup(registry);

  @Test
  void returnsFalseWithoutModule() {
    assertFalse(named());
  }

  @Test
  void failsIfModuleIsUnavailable() {
    registry.withUnavailable(ApproverGroupCheck.class, "approvals", "agents-approvals");

    var refusal = assertThrows(ApiException.class, this::named);

    assertEquals("agents-approvals", refusal.details().get("module"));
  }

  @Test
  void usesRecoveredModule() {
    registry.withRecoveringAfterAcquire(
        ApproverGroupCheck.class, "approvals", "agents-approvals", (tenant, named) -> true);

    assertTrue(named());
    assertEquals(0, registry.openLeases());
  }

  private boolean named() {
    return groups.hasApproverGroup(ACME, List.of("grp_1"));
  }
}
