/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ResourcePolicyContract;

class McpResourcePolicyContractTest extends ResourcePolicyContract {

  private TestDatabase database;
  private McpBundleFixture room;
  private String serverId;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new McpBundleFixture(database);
    serverId = room.server("allowed_client_ids", List.of("app")).id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ResourcePolicy policy() {
    return room.policy;
  }

  @Override
  protected TenantContext tenant() {
    return McpBundleFixture.ACME;
  }

  @Override
  protected String resource() {
    return McpBundleFixture.FILES;
  }

  @Override
  protected Client client() {
    return aClient().withId("app").build();
  }

  @Override
  protected Set<String> scopes() {
    return Set.of("files:read", "files:write");
  }

  @Override
  protected Client barred() {
    return aClient().withId("other").build();
  }

  @Override
  protected Optional<String> name() {
    return Optional.of(serverId);
  }
}
