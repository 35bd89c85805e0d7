/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.pay;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class InProcessPermissionRequestServiceTest {

  private static final RequestInfo REQUEST =
      new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  @DatabaseTest
  void takesARequestAndTellsItsAgentAloneHowItStands(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    var ways = new InProcessPermissionRequestService(bench.requestDesk, bench.tokenDesk);
    var caller = by("agt_1").caller();

    var made = ways.request(ACME, caller, REQUEST, Map.of("authorization_details", pay()));
    var id = (String) made.get("request_id");

    assertEquals("pending", made.get("status"));
    assertEquals("pending", ways.status(ACME, caller, REQUEST, id).get("status"));
    assertThrows(ApiException.class, () -> ways.status(ACME, by("agt_2").caller(), REQUEST, id));
  }

  @DatabaseTest
  void givesTheTokenOfAnApprovedRequestOnceToItsAgent(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    var ways = new InProcessPermissionRequestService(bench.requestDesk, bench.tokenDesk);
    var caller = by("agt_1").caller();
    var made = ways.request(ACME, caller, REQUEST, Map.of("authorization_details", read()));
    var id = (String) made.get("request_id");

    assertThrows(ApiException.class, () -> ways.token(ACME, by("agt_2").caller(), REQUEST, id));
    assertTrue(bench.live(ways.token(ACME, caller, REQUEST, id)));
    assertThrows(ApiException.class, () -> ways.token(ACME, caller, REQUEST, id));
  }
}
