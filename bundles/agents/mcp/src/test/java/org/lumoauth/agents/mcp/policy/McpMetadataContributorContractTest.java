/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class McpMetadataContributorContractTest extends ServerMetadataContributorContract {

  private TestDatabase database;
  private McpBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new McpBundleFixture(database);
    room.server();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ServerMetadataContributor contributor() {
    return new McpMetadataContributor(room.memory);
  }

  @Override
  protected TenantContext tenant() {
    return McpBundleFixture.ACME;
  }
}
