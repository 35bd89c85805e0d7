/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.contract.authn.TokenConfirmationVerifierContract;

class CertificateTokenConfirmationVerifierContractTest extends TokenConfirmationVerifierContract {

  @Override
  protected TokenConfirmationVerifier confirmation() {
    return new CertificateTokenConfirmationVerifier();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Object value() {
    return CertificateThumbprintCalculator.of(TlsTestCertificates.CLIENT);
  }

  @Override
  protected HttpRequestView proven() {
    return request().withCertificate(TlsTestCertificates.CLIENT).build();
  }

  @Override
  protected HttpRequestView provenByAnother() {
    return request().withCertificate(TlsTestCertificates.SELF_SIGNED).build();
  }

  @Override
  protected HttpRequestView unproven() {
    return request().build();
  }

  private static HttpRequestViewBuilder request() {
    return aRequest().withHeader("Authorization", "Bearer an-access-token");
  }
}
