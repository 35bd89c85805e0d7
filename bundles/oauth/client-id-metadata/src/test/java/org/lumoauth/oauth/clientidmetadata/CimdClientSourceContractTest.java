/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.util.Optional;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ClientSourceContract;

class CimdClientSourceContractTest extends ClientSourceContract {

  private final ClientDocumentFixture fixture = new ClientDocumentFixture() {};

  @Override
  protected ClientSource source() {
    return fixture.source;
  }

  @Override
  protected TenantContext tenant() {
    return ClientDocumentFixture.ACME;
  }

  @Override
  protected String clientId() {
    return ClientDocumentFixture.URL;
  }

  @Override
  protected Optional<String> secret() {
    return Optional.empty();
  }
}
