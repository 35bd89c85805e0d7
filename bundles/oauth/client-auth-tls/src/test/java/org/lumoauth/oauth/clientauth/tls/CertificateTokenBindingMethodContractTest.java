/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.TokenBindingMethodContract;

class CertificateTokenBindingMethodContractTest extends TokenBindingMethodContract {

  @Override
  protected TokenBindingMethod binding() {
    return new CertificateTokenBindingMethod();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Client bound() {
    return aClient().with("tls_client_certificate_bound_access_tokens", true).build();
  }

  @Override
  protected OAuthRequest proven() {
    return anOAuthRequest().withCertificate(TlsTestCertificates.CLIENT).build();
  }

  @Override
  protected OAuthRequest provenByAnother() {
    return anOAuthRequest().withCertificate(TlsTestCertificates.SELF_SIGNED).build();
  }

  /** The handshake has proven the key. */
  @Override
  protected List<OAuthRequest> forged() {
    return List.of();
  }
}
