/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.apikeys.ApiKeyFixture.ACME;
import static org.lumoauth.platform.apikeys.ApiKeyFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class ApiKeyConcurrentUpdateTest {

  @DatabaseTest
  void appliesAndAuditsEveryConcurrentChange(TestDatabase database) throws Exception {
    var apikeys = new ApiKeyFixture(database);
    var id = apikeys.keys.issue(ACME, "first", Set.of("admin")).id();

    ConcurrentRunner.runAll(
        4,
        writer ->
            apikeys.keys.change(
                ACME,
                id,
                old -> old.with("name " + writer, old.scopes(), old.expiresAt()),
                SOMEBODY));

    var displaced = names(apikeys, "old");
    displaced.add(apikeys.keys.get(ACME, id).name());
    var put = names(apikeys, "new");
    put.add("first");
    assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
  }

  private static List<String> names(ApiKeyFixture apikeys, String side) {
    return new ArrayList<>(
        apikeys.audit.of(ACME.id()).stream()
            .map(AuditRecord::event)
            .filter(event -> event.action().equals("apikey.updated"))
            .map(event -> (String) ((Map<?, ?>) event.details().get(side)).get("name"))
            .toList());
  }
}
