/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.apikeys.ApiKeyFixture.ACME;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeyRevocationEventTest {

  @DatabaseTest
  void writesEventInRevocationTransaction(TestDatabase database) {
    var apikeys = new ApiKeyFixture(database);
    var ended = apikeys.keys.issue(ACME, "One", Set.of("admin")).id();
    var kept = apikeys.keys.issue(ACME, "Two", Set.of("admin")).id();
    apikeys.keys.revoke(ACME, ended);
    assertEquals(
        List.of(new DomainEvent("subject.deleted", ACME.id(), ended)), apikeys.events.written());
    apikeys.events.failWrites();

    assertThrows(RuntimeException.class, () -> apikeys.keys.revoke(ACME, kept));

    assertEquals(kept, apikeys.keys.get(ACME, kept).id());
  }
}
